//! The names of all diagnostics. Each has a page of the same name under `docs/reference/errors/`, which a test checks.

use super::code::{Code, Weight};

/// A line is `NAME = "name"` for an error, `NAME = "name" Weight "lint"` for a finding.
macro_rules! codes {
    (@code $name:literal) => { Code { name: $name, weight: Weight::Stops, lint: "" } };
    (@code $name:literal $weight:ident $lint:literal) => { Code { name: $name, weight: Weight::$weight, lint: $lint } };
    ($($(#[doc = $summary:literal])+ $constant:ident = $name:literal $($weight:ident $lint:literal)?,)*) => {
        $($(#[doc = $summary])+ pub const $constant: Code = codes!(@code $name $($weight $lint)?);)*
        /// Every code with its one-line summary, in the order of this file.
        pub const ALL: &[(Code, &str)] = &[$(($constant, concat!($($summary),+)),)*];
    };
}

codes! {
    // Files and folders.
    /// A file is to be taken in, and something about it is not decided.
    IMPORT_UNDECIDED = "import-undecided",
    /// A file that is named does not exist.
    FILE_MISSING = "file-missing",
    /// A folder stands where a file is needed.
    FILE_IS_FOLDER = "file-is-folder",
    /// A file cannot be read.
    FILE_UNREADABLE = "file-unreadable",
    /// A file was written to while it was read.
    FILE_CHANGED = "file-changed",
    /// Somebody ended the program while it was at work.
    INTERRUPTED = "interrupted",
    /// More rows have problems than can be listed.
    TOO_MANY_PROBLEMS = "too-many-problems",
    /// A file has nothing in it, or a header and no rows.
    FILE_EMPTY = "file-empty",
    /// A file is larger than any of its kind should be.
    FILE_TOO_LARGE = "file-too-large",
    /// A file is not valid UTF-8, and nothing says what it is instead.
    NOT_UTF8 = "not-utf8",
    /// A file is not of the encoding that is declared for it.
    WRONG_ENCODING = "wrong-encoding",
    /// A file holds the character NUL.
    NUL_BYTE = "nul-byte",
    /// A file is of another format than its name says, or of none that can be read.
    WRONG_FORMAT = "wrong-format",
    /// A workbook is cut off or damaged.
    WORKBOOK_DAMAGED = "workbook-damaged",
    /// A workbook is protected by a password.
    WORKBOOK_LOCKED = "workbook-locked",
    /// A workbook lacks the sheet that is named, or has several and none is named.
    SHEET_NEEDED = "sheet-needed",
    /// A path leads out of the folder of the inventory.
    PATH_OUTSIDE = "path-outside",
    /// A folder that should be new has files in it.
    FOLDER_NOT_EMPTY = "folder-not-empty",
    /// A file that should be new exists.
    FILE_EXISTS = "file-exists",
    /// A report of several files, or one that is no text, is to be printed.
    OUT_NEEDED = "out-needed",
    /// A report does not have a table of that name.
    UNKNOWN_VIEW = "unknown-view",
    /// An inventory is to be compared with one that is not of an earlier period.
    NOT_EARLIER = "not-earlier",
    /// A file cannot be written.
    FILE_UNWRITABLE = "file-unwritable",

    // TOML.
    /// A TOML file breaks the grammar of TOML.
    TOML_SYNTAX = "toml-syntax",
    /// A key that no one reads.
    UNKNOWN_KEY = "unknown-key",
    /// A key that must be there is not.
    MISSING_KEY = "missing-key",
    /// A value is of the wrong kind, or not one of those that are allowed.
    BAD_VALUE = "bad-value",
    /// An unquoted decimal whose digits other readers of TOML would lose.
    UNQUOTED_DECIMAL = "unquoted-decimal",

    // Ledgers.
    /// A ledger has a column that no one reads.
    UNKNOWN_COLUMN = "unknown-column",
    /// A ledger lacks a column.
    MISSING_COLUMN = "missing-column",
    /// Two columns of a ledger have the same name.
    DUPLICATE_COLUMN = "duplicate-column",
    /// A header is one cell over several columns, so that all but the first have no name.
    MERGED_HEADER = "merged-header",
    /// A sheet hides rows, and nothing says whether they count.
    HIDDEN_ROWS = "hidden-rows",
    /// A cell holds an error of the spreadsheet.
    CELL_ERROR = "cell-error",
    /// The formulas of a sheet were never computed.
    FORMULA_NOT_COMPUTED = "formula-not-computed",
    /// All dates of a column are the first of a month, and nothing says whether they mean the month.
    DATES_AMBIGUOUS = "dates-ambiguous",
    /// A row adds up those above it.
    TOTALS_ROW = "totals-row",
    /// A line is not one object of plain values.
    JSON_MALFORMED = "json-malformed",
    /// A field or a column is mapped twice, or mapped and said to be the same for all rows.
    MAPPED_TWICE = "mapped-twice",
    /// Nothing shows which character separates the cells of a file.
    WRONG_SEPARATOR = "wrong-separator",
    /// A double quote opens a cell and is not closed, or a cell goes on after its closing quote.
    STRAY_QUOTE = "stray-quote",
    /// A row has more or fewer cells than the header.
    RAGGED_ROW = "ragged-row",
    /// A cell that must be filled is empty.
    EMPTY_CELL = "empty-cell",
    /// The same id twice.
    DUPLICATE_ID = "duplicate-id",
    /// A quantity is empty, or says in words that there is none.
    QUANTITY_MISSING = "quantity-missing",
    /// A quantity is not a plain decimal number.
    QUANTITY_MALFORMED = "quantity-malformed",
    /// A quantity is below zero.
    QUANTITY_NEGATIVE = "quantity-negative",
    /// A quantity has more digits than can be kept.
    QUANTITY_TOO_LONG = "quantity-too-long",
    /// An input besides the quantity is not a plain number.
    INPUT_MALFORMED = "input-malformed",
    /// An input is outside the range that makes sense.
    INPUT_OUT_OF_RANGE = "input-out-of-range",
    /// An input that means nothing without another.
    INPUT_MISSING = "input-missing",
    /// A flight whose airports are unknown, or do not make a distance.
    ROUTE_MALFORMED = "route-malformed",
    /// A mass balance lacks a part, or stands beside a quantity.
    BALANCE_MALFORMED = "balance-malformed",
    /// A mass balance leaves less than nothing.
    BALANCE_NEGATIVE = "balance-negative",
    /// A period is not a day, a month, a year, or a start and an end.
    PERIOD_MALFORMED = "period-malformed",
    /// A period is not inside the reporting period.
    PERIOD_OUTSIDE = "period-outside",
    /// A period lies in two calendar years, and the inventory does not say which year's factors it takes.
    PERIOD_IN_TWO_YEARS = "period-in-two-years",
    /// A site that the inventory does not list.
    UNKNOWN_SITE = "unknown-site",
    /// An activity that is not in the vocabulary.
    UNKNOWN_ACTIVITY = "unknown-activity",
    /// A unit that no one knows.
    UNKNOWN_UNIT = "unknown-unit",
    /// A unit spelling that stands for more than one unit.
    AMBIGUOUS_UNIT = "ambiguous-unit",
    /// A region that is not in the list of regions.
    UNKNOWN_REGION = "unknown-region",
    /// A category that does not exist, or that this activity cannot have.
    UNKNOWN_CATEGORY = "unknown-category",
    /// An activity that could belong to several categories, and the record names none.
    CATEGORY_NEEDED = "category-needed",
    /// A record's category contradicts the lease of its site.
    LEASE_CONTRADICTED = "lease-contradicted",
    /// A record in a category that the inventory excludes.
    CATEGORY_EXCLUDED = "category-excluded",

    /// An instrument of the register that lacks something, or is malformed.
    INSTRUMENT_MALFORMED = "instrument-malformed",
    /// The same instrument twice in the register.
    INSTRUMENT_TWICE = "instrument-twice",

    /// A subsidiary's folder leads back to the group's.
    SUBSIDIARY_CYCLE = "subsidiary-cycle",
    /// A subsidiary's inventory has another period, approach or set of choices than the group's.
    SUBSIDIARY_DIFFERS = "subsidiary-differs",

    // Units and factors.
    /// A unit of the wrong dimension.
    UNIT_MISMATCH = "unit-mismatch",
    /// A table or an edition that is not there.
    UNKNOWN_TABLE = "unknown-table",
    /// A row of a table that is not there.
    UNKNOWN_FACTOR = "unknown-factor",
    /// No factor serves the activity in that region and period.
    NO_FACTOR = "no-factor",
    /// More than one factor serves, and nothing says which.
    AMBIGUOUS_FACTOR = "ambiguous-factor",
    /// A factor that is named serves another activity, or holds no emissions.
    FACTOR_SERVES_OTHER = "factor-serves-other",
    /// A factor that is named does not hold for the record's period.
    FACTOR_NOT_VALID = "factor-not-valid",
    /// A factor of the wrong life-cycle stage for the scope.
    FACTOR_STAGE = "factor-stage",
    /// Electricity of Scope 2 whose factor is not the average of a grid.
    NOT_GRID_AVERAGE = "not-grid-average",
    /// An energy of fuel that does not say whether it is of net or gross calorific value.
    BASIS_NEEDED = "basis-needed",
    /// No rule of the inventory says which tables serve an activity.
    NO_TABLE = "no-table",
    /// No edition can serve the year.
    NO_EDITION = "no-edition",
    /// A gas that the chosen set of GWPs does not list.
    NO_GWP = "no-gwp",
    /// Money in another currency than the factor's, and no rate between the two.
    NO_EXCHANGE_RATE = "no-exchange-rate",
    /// Money of another year than the factor's prices, and no index between the two.
    NO_DEFLATOR = "no-deflator",
    /// A table breaks the format of factor tables.
    BAD_TABLE = "bad-table",
    /// A key of a table stands twice.
    DUPLICATE_KEY = "duplicate-key",
    /// A label, unit or gas of a publisher's workbook that the import does not know.
    UNKNOWN_LABEL = "unknown-label",
    /// A released edition was edited.
    EDITION_EDITED = "edition-edited",
    /// An edition is not in the list of released ones.
    EDITION_UNRECORDED = "edition-unrecorded",

    // Questions to the trace.
    /// Neither a figure nor a line of that name.
    UNKNOWN_FIGURE = "unknown-figure",

    /// No method, error or finding of that name.
    NO_PAGE = "no-page",
    /// Something cannot be made that always can: a fault of this program.
    FAULT_OF_TONNE = "fault-of-tonne",

    // Locks.
    /// There is no lock to compare with.
    LOCK_MISSING = "lock-missing",
    /// A lock was written by a later version of the program.
    LOCK_NEWER = "lock-newer",
    /// A lock was edited, or did not arrive whole.
    LOCK_EDITED = "lock-edited",
    /// A lock holds the marks of a merge.
    LOCK_CONFLICT = "lock-conflict",
    /// A finding keeps the inventory from being locked.
    LOCK_REFUSED = "lock-refused",
    /// A file is not what was locked.
    LOCKED_FILE_CHANGED = "locked-file-changed",
    /// A file that was locked is gone.
    LOCKED_FILE_GONE = "locked-file-gone",
    /// A file belongs to the inventory and was not locked.
    LOCKED_FILE_NEW = "locked-file-new",
    /// A table that was locked is gone, or is another.
    LOCKED_TABLE = "locked-table",
    /// Another edition or row is chosen than the one that was locked.
    LOCKED_CHOICE = "locked-choice",
    /// A line is not what was locked.
    LOCKED_LINE = "locked-line",
    /// A figure is not what was locked.
    LOCKED_FIGURE = "locked-figure",

    // Printed figures.
    /// A printed figure is not a number of the document's style.
    PRINTED_MALFORMED = "printed-malformed",
    /// Two printed figures for one key and column.
    FIGURE_TWICE = "figure-twice",
    /// A key of a printed figure that is not known, and that has no name.
    FIGURE_UNNAMED = "figure-unnamed",
    /// A relation or a claim over a figure that is not printed.
    RELATION_MISSING = "relation-missing",
    /// A relation that divides by a figure that may be zero.
    DIVISOR_MAY_BE_ZERO = "divisor-may-be-zero",

    // Findings.
    /// Cells whose values come from formulas: those computed last were read.
    FORMULA_VALUE = "formula-value" Tells "",
    /// Cells that store more than 15 digits were read to 15.
    NUMBER_ROUNDED = "number-rounded" Tells "",
    /// Numbers that a sheet stores as text.
    NUMBER_AS_TEXT = "number-as-text" Warns "",
    /// Rows that a rule of the inventory leaves out.
    ROWS_SKIPPED = "rows-skipped" Tells "",
    /// Emissions that were carried in as published: counted, not derived here.
    CARRIED_IN = "carried-in" Tells "",
    /// A factor in CO2 only stands in a total of CO2e.
    CO2_ONLY = "co2-only" Warns "L-GAS-1",
    /// A factor's embedded GWP set is not the inventory's.
    GWP_MIXED = "gwp-mixed" Warns "L-GWP-2",
    /// The chosen set of GWPs is older than the latest assessment of the IPCC.
    GWP_OLDER = "gwp-older" Warns "L-GWP-3",
    /// A factor that is named was published after the inventory's `as-of` date.
    PUBLISHED_LATER = "published-later" Warns "",
    /// A factor was found wrong after its release.
    FACTOR_ERRATUM = "factor-erratum" Warns "",
    /// A factor describes another year than the activity.
    FACTOR_LAG = "factor-lag" Warns "L-FAC-1",
    /// A factor describes a year three or more before the activity's.
    FACTOR_OLD = "factor-old" Blocks "L-FAC-1",
    /// A factor that a record names holds in another region than the record's.
    FACTOR_ELSEWHERE = "factor-elsewhere" Blocks "L-FAC-5",
    /// A factor made for crediting projects, such as an operating or build margin.
    BASELINE_FACTOR = "baseline-factor" Blocks "L-FAC-7",
    /// Electricity of category 3 takes an older factor than that of Scope 2.
    UPSTREAM_OLDER = "upstream-older" Warns "L-FAC-9",
    /// What lies upstream of electricity is an unusual share of its generation.
    UPSTREAM_SHARE = "upstream-share" Warns "L-S3-8",
    /// A factor for a wider or another region was used along the declared fallback.
    REGION_FALLBACK = "region-fallback" Tells "",
    /// A factor that is named is older than the edition that the rule would have chosen.
    FACTOR_NEWER = "factor-newer" Blocks "L-FAC-2",
    /// The same table has a factor for a finer region.
    FACTOR_FINER = "factor-finer" Warns "L-FAC-4",
    /// The energy of a line is unknown and missing from the energy totals.
    ENERGY_UNKNOWN = "energy-unknown" Warns "",
    /// An instrument fails a quality criterion and covers nothing.
    INSTRUMENT_NOT_APPLIED = "instrument-not-applied" Warns "L-S2-3",
    /// An instrument of another period than the reporting period is applied, with a reason.
    INSTRUMENT_VINTAGE = "instrument-vintage" Tells "L-S2-7",
    /// An instrument stands for more electricity than it could cover.
    INSTRUMENT_SURPLUS = "instrument-surplus" Blocks "L-S2-4",
    /// Uncovered electricity takes the grid average in the market-based total, for want of a residual mix.
    MARKET_GRID_AVERAGE = "market-grid-average" Warns "L-S2-6",
    /// There is a market for instruments, and no market-based total.
    MARKET_MISSING = "market-missing" Warns "L-S2-2",
    /// Evidence that looks like a file of the folder and is not there.
    EVIDENCE_MISSING = "evidence-missing" Warns "",
    /// The same document is evidence in two categories that exclude one another.
    EVIDENCE_TWICE = "evidence-twice" Blocks "L-DUP-2",
    /// Records that are alike in everything but their id, with the same document behind them.
    RECORD_TWICE = "record-twice" Blocks "L-DUP-1",
    /// Records that are alike in everything but their id, without a document behind them.
    RECORD_ALIKE = "record-alike" Warns "L-DUP-1",
    /// Days of the reporting period for which a site has no record of purchased energy.
    PERIOD_GAP = "period-gap" Blocks "L-TIME-1",
    /// Readings of one meter for the same days.
    PERIOD_OVERLAP = "period-overlap" Blocks "L-TIME-1",
    /// A meter is counted beside one that it lies behind.
    METER_TWICE = "meter-twice" Warns "L-DUP-3",
    /// More than two months, or more than a tenth, of a site's energy are estimated.
    MUCH_ESTIMATED = "much-estimated" Warns "L-TIME-2",
    /// A month is far from the other months of its site.
    MONTH_OUTLIER = "month-outlier" Warns "L-TIME-4",
    /// A month is about 3.6, 1,000 or 10,000 times the other months of its site.
    UNIT_SLIP = "unit-slip" Warns "L-UNIT-2",
    /// A site uses far more or less electricity per square metre or head than others of its kind.
    SITE_OUTLIER = "site-outlier" Warns "L-UNIT-2",
    /// Electricity or heat in coal equivalent, which has two meanings.
    COAL_EQUIVALENT = "coal-equivalent" Warns "L-UNIT-4",
    /// A site has assets that leak a gas, and no line of it.
    GAS_MISSING = "gas-missing" Warns "L-GAS-2",
    /// The factor of a biofuel has no biogenic CO2.
    BIOGENIC_MISSING = "biogenic-missing" Warns "L-BIO-1",
    /// Records of Scope 3 that do not say how their quantities came about.
    QUALITY_UNSAID = "quality-unsaid" Warns "L-S3-5",
    /// What is measured, estimated and verified of Scope 3.
    QUALITY_SHARES = "quality-shares" Tells "L-S3-6",
    /// A category that is much of Scope 3 rests on spend, estimates or figures carried in.
    CATEGORY_BY_AVERAGE = "category-by-average" Warns "L-S3-4",
    /// A choice of boundary moves Scope 1 and 2 by five percent or more.
    BOUNDARY_SENSITIVE = "boundary-sensitive" Warns "L-BND-4",
    /// A subsidiary that the group does not control is not in its totals.
    SUBSIDIARY_LEFT_OUT = "subsidiary-left-out" Tells "",
    /// A leased site counts on another side than the standard's table gives.
    LEASE_SET_ASIDE = "lease-set-aside" Tells "L-BND-2",
    /// A category is included and has no line.
    CATEGORY_WITHOUT_LINES = "category-without-lines" Blocks "L-S3-1",
    /// The records imply a category that nobody has evaluated.
    CATEGORY_IMPLIED = "category-implied" Warns "L-S3-3",
    /// A category has not been evaluated.
    CATEGORY_NOT_EVALUATED = "category-not-evaluated" Blocks "L-S3-2",
    /// Printed parts do not add up to the printed total, by rounding alone.
    DOES_NOT_FOOT = "does-not-foot" Tells "L-SUM-2",
    /// Rows of a large ledger were added up and not compared with one another.
    ROWS_NOT_COMPARED = "rows-not-compared" Tells "",
    /// A published figure is not what is derived.
    PUBLISHED_DIFFERS = "published-differs" Warns "",
    /// A waiver for a finding that does not occur.
    WAIVER_UNUSED = "waiver-unused" Tells "",
}
