//! How cells look: fonts that have Chinese, inputs in blue, results in black, exact texts in grey, differences in red.

use crate::language::Language;
use rust_xlsxwriter::{Color, Format, FormatAlign};

/// The kinds of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The title of a sheet.
    Title,
    /// The title of a table.
    Heading,
    /// The head of a column of words.
    Head,
    /// The head of a column of numbers.
    HeadOfNumbers,
    /// The head of a column of checks.
    HeadOfChecks,
    /// Words.
    Text,
    /// Words on several lines.
    Wrapped,
    /// Words in the row of a total.
    Strong,
    /// Words below another row.
    Below,
    /// What programs and formulas look for.
    Key,
    /// A count.
    Count,
    /// The exact text of a result.
    Exact,
    /// The same where the number does not end.
    Endless,
    /// The verdict of a check.
    Check,
    /// Why there is no number.
    Status,
}

/// How many kinds there are.
const FACES: usize = 15;

/// The most decimals that a format of numbers shows.
const MOST_DECIMALS: u32 = 28;

/// All formats of a workbook.
pub struct Style {
    faces: Vec<[Format; 2]>,
    inputs: Vec<Format>,
    results: Vec<Format>,
    differs: Format,
}

const INK: Color = Color::RGB(0x1F_2933);
const BLUE: Color = Color::RGB(0x00_00FF);
const GREY: Color = Color::RGB(0x6B_7280);
const HEAD: Color = Color::RGB(0x1F_4E5F);
const INPUT_GROUND: Color = Color::RGB(0xFF_FBEA);

/// The font of a language; a reader without it falls back to one of its own that has the characters.
pub fn font(language: Language) -> &'static str {
    match language {
        Language::English => "Calibri",
        Language::TraditionalChinese => "Microsoft JhengHei",
        Language::SimplifiedChinese => "Microsoft YaHei",
    }
}

impl Style {
    /// The formats in a language.
    pub fn of(language: Language) -> Self {
        let plain = Format::new().set_font_name(font(language)).set_font_size(10).set_font_color(INK).set_align(FormatAlign::Top);
        // What a kind of cell says of itself goes before what all cells share.
        let face = |face| look(face).merge(&plain);
        let number = |decimals: u32| {
            let format =
                if decimals == 0 { "#,##0".to_string() } else { format!("#,##0.{}", "0".repeat(usize::try_from(decimals).unwrap_or(0))) };
            to_the_right(plain.clone().set_num_format(format))
        };
        let all = [
            Face::Title,
            Face::Heading,
            Face::Head,
            Face::HeadOfNumbers,
            Face::HeadOfChecks,
            Face::Text,
            Face::Wrapped,
            Face::Strong,
            Face::Below,
            Face::Key,
            Face::Count,
            Face::Exact,
            Face::Endless,
            Face::Check,
            Face::Status,
        ];
        let all: [Face; FACES] = all;
        Self {
            faces: all.map(|kind| [face(kind), face(kind).set_quote_prefix()]).into(),
            inputs: (0..=MOST_DECIMALS).map(|decimals| number(decimals).set_font_color(BLUE).set_background_color(INPUT_GROUND)).collect(),
            results: (0..=MOST_DECIMALS).map(number).collect(),
            differs: Format::new().set_font_color(Color::RGB(0x9C_0006)).set_background_color(Color::RGB(0xFF_C7CE)).set_bold(),
        }
    }

    /// The format of a kind of cell; `quoted`, where its text begins like a formula.
    pub fn face(&self, face: Face, quoted: bool) -> &Format {
        // Faces are stored in the order of their declaration.
        &self.faces[face as usize][usize::from(quoted)]
    }

    /// The format of a number that somebody wrote and may change.
    pub fn input(&self, decimals: u32) -> &Format {
        &self.inputs[at_most(decimals)]
    }

    /// The format of a result.
    pub fn result(&self, decimals: u32) -> &Format {
        &self.results[at_most(decimals)]
    }

    /// What turns red where a cell differs from its exact text.
    pub fn differs(&self) -> &Format {
        &self.differs
    }
}

fn at_most(decimals: u32) -> usize {
    usize::try_from(decimals.min(MOST_DECIMALS)).unwrap_or_default()
}

/// What sets a kind of cell apart from plain ones.
fn look(face: Face) -> Format {
    let look = Format::new();
    let head = look.clone().set_bold().set_text_wrap().set_font_color(Color::White).set_background_color(HEAD);
    let head = head.set_align(FormatAlign::VerticalCenter);
    match face {
        Face::Title => look.set_bold().set_font_size(16),
        Face::Heading => look.set_bold().set_font_size(12).set_font_color(HEAD),
        Face::Head => head,
        Face::HeadOfNumbers => to_the_right(head),
        Face::HeadOfChecks => head.set_align(FormatAlign::Center),
        Face::Text => look,
        Face::Wrapped => look.set_text_wrap(),
        Face::Strong => look.set_bold(),
        Face::Below => look.set_indent(1),
        Face::Key => look.set_font_color(GREY),
        Face::Count => to_the_right(look.set_num_format("#,##0")),
        Face::Exact => to_the_right(look.set_font_color(GREY)),
        Face::Endless => to_the_right(look.set_font_color(GREY)).set_italic(),
        Face::Check => look.set_align(FormatAlign::Center),
        Face::Status => to_the_right(look),
    }
}

/// Numbers keep a distance from the words to their right.
fn to_the_right(format: Format) -> Format {
    format.set_align(FormatAlign::Right).set_indent(1)
}
