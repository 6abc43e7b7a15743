//! Workbooks written part by part, as programs other than Excel write them, and as damage leaves them.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a workbook is made of.
#[derive(Default)]
pub struct Workbook<'w> {
    /// The attributes of `workbookPr`.
    pub properties: &'w str,
    /// The sheets: name, state, XML below `worksheet`.
    pub sheets: Vec<(&'w str, &'w str, String)>,
    /// The shared texts.
    pub texts: Vec<&'w str>,
    /// Further parts, or others in their place.
    pub parts: Vec<(&'w str, Vec<u8>)>,
}

const NAMESPACES: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const RELATIONS: &str = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Workbook<'_> {
    /// A workbook of one sheet.
    #[allow(dead_code, reason = "not every test uses it")]
    pub fn of(sheet: &str) -> Self {
        Self { sheets: vec![("Sheet1", "", sheet.to_string())], ..Self::default() }
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, text: &[u8]| {
            if self.parts.iter().all(|(own, _)| *own != name) {
                zip.start_file(name, SimpleFileOptions::default()).unwrap();
                zip.write_all(text).unwrap();
            }
        };
        let all = |names: &str| format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{names}</Types>");
        part("[Content_Types].xml", all("<Default Extension=\"xml\" ContentType=\"application/xml\"/>").as_bytes());
        let relation = |id: &str, kind: &str, target: &str| format!(r#"<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{target}"/>"#);
        let relations = |all: &str| format!("<Relationships {RELATIONS}>{all}</Relationships>");
        part("_rels/.rels", relations(&relation("rId1", "officeDocument", "xl/workbook.xml")).as_bytes());
        let (mut list, mut targets) =
            (String::new(), relation("t", "sharedStrings", "sharedStrings.xml") + &relation("s", "styles", "styles.xml"));
        for (index, (name, state, _)) in self.sheets.iter().enumerate() {
            let state = if state.is_empty() { String::new() } else { format!(r#" state="{state}""#) };
            list += &format!(r#"<sheet name="{name}" sheetId="{}"{state} r:id="rId{index}"/>"#, index + 1);
            targets += &relation(&format!("rId{index}"), "worksheet", &format!("worksheets/sheet{}.xml", index + 1));
        }
        part(
            "xl/workbook.xml",
            format!("<workbook {NAMESPACES}><workbookPr {}/><sheets>{list}</sheets></workbook>", self.properties).as_bytes(),
        );
        part("xl/_rels/workbook.xml.rels", relations(&targets).as_bytes());
        let texts: String = self.texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
        part("xl/sharedStrings.xml", format!("<sst {NAMESPACES} uniqueCount=\"{}\">{texts}</sst>", self.texts.len()).as_bytes());
        // Style 1 shows a day, style 2 hours beyond 24.
        let styles = format!(
            "<styleSheet {NAMESPACES}><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"[h]:mm\"/></numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
        );
        part("xl/styles.xml", styles.as_bytes());
        for (index, (_, _, xml)) in self.sheets.iter().enumerate() {
            part(&format!("xl/worksheets/sheet{}.xml", index + 1), format!("<worksheet {NAMESPACES}>{xml}</worksheet>").as_bytes());
        }
        for (name, bytes) in &self.parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// Rows of cells with inline texts and numbers: what reads as a number is one, what begins with `=` is XML of a cell without its place.
pub fn rows(rows: &[&[&str]]) -> String {
    let row = |(row, cells): (usize, &&[&str])| {
        let cells: String = cells.iter().enumerate().map(|(column, text)| cell(row + 1, column, text)).collect();
        format!(r#"<row r="{}">{cells}</row>"#, row + 1)
    };
    format!("<sheetData>{}</sheetData>", rows.iter().enumerate().map(row).collect::<String>())
}

/// A cell with an inline text or a number; `=` before XML gives the attributes and content itself.
pub fn cell(row: usize, column: usize, text: &str) -> String {
    let place = tonne::cell::cell_name(row, column);
    match text.strip_prefix('=') {
        Some(xml) => format!(r#"<c r="{place}"{xml}</c>"#),
        None if text.is_empty() => String::new(),
        None if text.parse::<u64>().is_ok() || (text.contains('.') && text.replace('.', "").parse::<u64>().is_ok()) => {
            format!(r#"<c r="{place}"><v>{text}</v></c>"#)
        }
        None => format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#),
    }
}
