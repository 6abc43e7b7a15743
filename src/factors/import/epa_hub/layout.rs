//! The twelve tables of the hub: where labels and numbers stand, and the words that the header of a number column must hold.
//!
//! Columns are written as the sheet names them. The layout was inferred (see the module above).

/// One table of the sheet.
pub struct Layout {
    /// Its number.
    pub number: u32,
    /// Whether rows with a text and no number head the rows below them (`Coal and Coke`), and so are their first label.
    pub headings: bool,
    /// The label columns, in the order of `level2` to `level4`; a single label is `level3`.
    pub labels: &'static [char],
    /// What the numbers are per.
    pub per: Per,
    /// The groups of number columns, each of which makes one row of `factors.csv`.
    pub groups: &'static [Group],
}

/// Where a table says what its numbers are per.
pub enum Per {
    /// In the header of each column, behind `per`: `kg CO2 per short ton`.
    ColumnHeader,
    /// In a column of its own.
    Column(char),
    /// It is this unit, and the header of the table holds these words.
    Fixed(&'static str, &'static str),
}

/// Number columns beside each other that make one row.
pub struct Group {
    /// The first of them.
    pub first: char,
    /// What each holds.
    pub holds: &'static [Holds],
    /// What tells the group from the others of the table.
    pub label: GroupLabel,
}

/// The last label of the rows that a group makes.
pub enum GroupLabel {
    /// None: the labels of the row are enough.
    None,
    /// This one.
    Fixed(&'static str),
    /// The header of the column.
    Header,
}

/// What a number column holds.
pub struct Holds {
    /// The words that its header must hold.
    pub words: &'static str,
    /// The columns of `factors.csv` that may take it; the edition before says which.
    pub columns: &'static [&'static str],
    /// Whether the sheet stores a share where the table holds per cent.
    pub is_share: bool,
}

const fn holds(words: &'static str, columns: &'static [&'static str]) -> Holds {
    Holds { words, columns, is_share: false }
}

const CO2: Holds = holds("kg CO2", &["co2", "co2_biogenic"]);
const CH4: Holds = holds("g CH4", &["ch4"]);
const N2O: Holds = holds("g N2O", &["n2o"]);
const GASES: &[Holds] = &[CO2, CH4, N2O];
const RATES: &[Holds] = &[holds("lb CO2", &["co2_lb"]), holds("lb CH4", &["ch4_lb"]), holds("lb N2O", &["n2o_lb"])];
const WASTE: &[Holds] = &[holds("", &["co2e_t"])];
const GWP: &[Holds] = &[holds("GWP", &["gwp"])];

const fn group(first: char, holds: &'static [Holds]) -> Group {
    Group { first, holds, label: GroupLabel::None }
}

const fn named(first: char, holds: &'static [Holds], label: &'static str) -> Group {
    Group { first, holds, label: GroupLabel::Fixed(label) }
}

const fn treatment(first: char) -> Group {
    Group { first, holds: WASTE, label: GroupLabel::Header }
}

const fn table(number: u32, labels: &'static [char], per: Per, groups: &'static [Group]) -> Layout {
    Layout { number, headings: false, labels, per, groups }
}

/// The units of the sheet, and what the tables call them.
pub const UNITS: [(&str, &str); 7] = [
    ("short ton", "short ton"),
    ("scf", "scf"),
    ("gallon", "US gal"),
    ("mmBtu", "mmBtu"),
    ("vehicle-mile", "mi"),
    ("passenger-mile", "passenger.mi"),
    ("short ton-mile", "short ton.mi"),
];

/// The tables, in order.
pub const TABLES: [Layout; 12] = [
    Layout {
        headings: true,
        ..table(1, &['C'], Per::ColumnHeader, &[group('D', &[holds("mmBtu", &["heat"])]), group('E', GASES), group('H', GASES)])
    },
    table(2, &['C'], Per::Column('E'), &[group('D', &[CO2])]),
    table(3, &['C', 'D'], Per::Fixed("mi", "vehicle-mile"), &[group('E', &[CH4, N2O])]),
    table(4, &['C', 'D', 'E'], Per::Fixed("mi", "vehicle-mile"), &[group('F', &[CH4, N2O])]),
    table(5, &['C', 'D'], Per::Fixed("US gal", "gallon"), &[group('E', &[CH4, N2O])]),
    table(
        6,
        &['C', 'D'],
        Per::Fixed("MWh", "MWh"),
        &[
            named('E', RATES, "total output"),
            named('H', RATES, "non-baseload"),
            named('K', &[Holds { is_share: true, ..holds("Gross Loss", &["loss"]) }], "grid gross loss"),
        ],
    ),
    table(7, &['C'], Per::Fixed("mmBtu", "mmBtu"), &[group('D', GASES)]),
    table(8, &['C'], Per::Column('G'), &[group('D', GASES)]),
    table(
        9,
        &['C'],
        Per::Fixed("short ton", "Metric Tons CO2e Short Ton"),
        &[treatment('D'), treatment('E'), treatment('F'), treatment('G'), treatment('H'), treatment('I')],
    ),
    table(10, &['C'], Per::Column('G'), &[group('D', GASES)]),
    table(11, &['D', 'C'], Per::Fixed("kg", ""), &[group('E', GWP)]),
    table(12, &['E', 'C'], Per::Fixed("kg", ""), &[group('D', GWP)]),
];
