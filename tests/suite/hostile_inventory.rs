//! A made-up inventory whose every text is an attack on a spreadsheet, a web page or a reader's eyes.

use crate::inventory_folder::Folder;

/// The name of its company.
pub const ORGANISATION: &str = "=HYPERLINK(\"http://x\",\"&P <b>x</b> ]]>\")";

/// Its folder, and the names of its sites.
pub fn inventory() -> (Folder, Vec<String>) {
    let long = "長".repeat(5_000);
    let sites = [
        "=cmd|' /C calc'!A0",
        "+1-1",
        "-2+3",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "]]>&amp;",
        "\" onmouseover=\"alert(1)\" x='",
        "a*b?~c",
        "txt.\u{202e}exe",
        "\u{feff}zero\u{200b}width",
        "🏭 works",
        "_x0041_",
        "dec-1",
        "1e3",
        "Office",
        "office",
        "TRUE",
        &long,
    ];
    let mut manifest = HEAD.replace("ORGANISATION", &toml(ORGANISATION));
    let mut ledger = "id,period,site,activity,quantity,unit,evidence,note\n".to_string();
    for (number, site) in sites.iter().enumerate() {
        manifest.push_str(&format!("[sites.{0}]\nname = {0}\nregion = \"CN-BJ\"\n", toml(site)));
        let quoted = format!("\"{}\"", site.replace('"', "\"\""));
        ledger.push_str(&format!("L{number},2025,{quoted},electricity/grid,{}.5,MWh,{quoted},{quoted}\n", number + 1));
    }
    manifest.push_str("[scope3]\n");
    (1..=15).for_each(|category| manifest.push_str(&format!("{category} = {{ status = \"not-evaluated\" }}\n")));
    let files = [("inventory.toml".to_string(), manifest), ("l.csv".to_string(), ledger)];
    (Folder::of(&files), sites.map(str::to_string).into())
}

/// A text in quotes, as TOML has it.
fn toml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

const HEAD: &str = r#"
[inventory]
organisation = ORGANISATION
period = "2025"
as-of = "2026-03-31"
consolidation = "operational-control"
consolidation-reason = "=1+1"

[choices]
gwp = "ipcc/gwp@ar5"
vintage = "same-year-else-latest"
scope2 = ["location-based", "market-based"]

[[factors]]
activities = "electricity"
tables = ["cn-mee/electricity"]

[[ledgers]]
file = "l.csv"

[denominators."=1+1 [收入]*"]
amount = "0.12345678901234567890"
unit = "RMB million"
source = "@made up"

"#;
