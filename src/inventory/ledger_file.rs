//! A ledger that the inventory names: its file, and what the inventory says of the way it is written.

use super::mapping::Mapping;
use crate::diagnostic::Label;
use crate::number::Style;
use encoding_rs::Encoding;

/// A ledger that the inventory names.
#[derive(Clone, Debug)]
pub struct LedgerFile {
    /// The file, from the folder of the inventory.
    pub file: String,
    /// Where the inventory names it, for messages.
    pub label: Label,
    /// How it writes numbers.
    pub numbers: Style,
    /// How it writes text.
    pub text: TextStyle,
    /// How its columns become fields.
    pub mapping: Mapping,
}

/// How a ledger that is text is written. The default: UTF-8, or UTF-16 with a byte-order mark; the separator as the header shows.
#[derive(Clone, Debug, Default)]
pub struct TextStyle {
    /// The encoding that the inventory declares, and where.
    pub encoding: Option<(&'static Encoding, Label)>,
    /// The separator between cells that the inventory declares, and where.
    pub separator: Option<(u8, Label)>,
}

/// The encodings that can be declared, by the words for them.
pub const ENCODINGS: [(&str, &Encoding); 9] = [
    ("utf-8", encoding_rs::UTF_8),
    ("gbk", encoding_rs::GBK),
    ("gb18030", encoding_rs::GB18030),
    ("big5", encoding_rs::BIG5),
    ("utf-16le", encoding_rs::UTF_16LE),
    ("utf-16be", encoding_rs::UTF_16BE),
    ("shift_jis", encoding_rs::SHIFT_JIS),
    ("euc-kr", encoding_rs::EUC_KR),
    ("windows-1252", encoding_rs::WINDOWS_1252),
];

/// The separators that can be declared, by the words for them.
pub const SEPARATORS: [(&str, u8); 5] = [(",", b','), (";", b';'), ("tab", b'\t'), ("\t", b'\t'), ("|", b'|')];

impl LedgerFile {
    /// A ledger of which nothing but its name is said.
    pub fn plain(file: String, label: Label) -> Self {
        Self { file, label, numbers: Style::default(), text: TextStyle::default(), mapping: Mapping::default() }
    }

    /// Whether nothing is declared, so that its cells can be taken as they stand.
    pub fn is_plain(&self) -> bool {
        self.numbers == Style::default() && self.text.encoding.is_none() && self.text.separator.is_none() && self.mapping.is_default()
    }
}
