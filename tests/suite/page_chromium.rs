//! The page in a real browser: Chromium opens it, clicks from a total to the formula of a line, changes the language, finds lines, prints;
//! and asks for nothing. Where Chromium is not installed, these tests say that they were skipped; under `CI` they fail.
#![allow(clippy::disallowed_methods, reason = "tests say what must hold")]

use crate::browser::Browser;
use crate::hostile_inventory;
use serde_json::json;
use std::path::{Path, PathBuf};
use tonne::Batches;
use tonne::figure::Key;
use tonne::language::{Labels, Language};
use tonne::region::Regions;
use tonne::report::formats::Format;
use tonne::report::subject::{Subject, Year};
use tonne::report::views::Listed;
use tonne::totals::Totals;
use tonne::trace::Trace;

/// The page of an inventory, in a file.
fn page(name: &str, folder: &Path, language: Language) -> (Trace, PathBuf) {
    let options = tonne::Options { batches: Batches::WhenLarge, ..tonne::Options::default() };
    let (trace, house) = tonne::compute_with(folder, &options).unwrap();
    let (totals, labels, regions) = (Totals::of(&trace), Labels::of(language), Regions::shipped());
    let findings = tonne::findings::find(&trace, &totals);
    let subject = Subject {
        current: Year { trace: &trace, totals: &totals, findings: &findings },
        earlier: &[],
        library: &house.library,
        activities: &house.activities,
        regions: &regions,
        labels: &labels,
    };
    let files = (Format::named("html").unwrap().files)(&Listed::named("summary").unwrap().show(&subject), &subject).unwrap();
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("page-{name}-{}.html", std::process::id()));
    std::fs::write(&path, &files[0].bytes).unwrap();
    (trace, path)
}

fn harbour_cloud() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/harbour-cloud/2025")
}

#[test]
fn a_total_leads_to_the_formula_of_a_line() {
    let Some(mut browser) = Browser::start("total") else { return };
    let (trace, path) = page("total", &harbour_cloud(), Language::English);
    browser.open(&path);

    // From the headline to the figure, from the figure to the lines of Scope 2.
    browser.click(r##".cards a[href="#figure-scope2.location"]"##);
    let exact = Totals::of(&trace).get(&Key::Scope2Location).unwrap().value.to_string();
    let told = browser.text("#figure-scope2\\.location");
    assert!(told.contains(&format!("scope2.location = {exact} tCO2e")), "{told}");
    browser.click(r##"#figure-scope2\.location a[href="#lines-scope2"]"##);
    assert_eq!(browser.eval("document.querySelector('#lines-scope2').checkVisibility()"), true);

    // From the lines to those of one site, and to the formula of one.
    let line = trace.line("EL-BJ-01").unwrap();
    browser.eval(
        "(() => { const head = [...document.querySelectorAll('.rows th[scope=row]')].find((head) => head.textContent.trim() === 'EL-BJ-01'); \
         head.parentElement.id = 'asked'; head.closest('.group').id = 'group'; })()",
    );
    browser.click("#group > summary");
    browser.click("#asked td > details > summary");
    let worked = browser.text(".worked");
    let posting = line.postings().remove(0);
    for number in posting.formula.terms().iter().map(|term| posting.number(term).to_string()) {
        assert!(worked.contains(&number), "{number} in {worked}");
    }
    let exact = posting.value().to_string();
    assert!(browser.text("#asked td > details").contains(&exact), "{exact}");

    // From the factor to the page that published it.
    browser.click(r##".worked a[href^="#factor-"]"##);
    let factor = browser.text(":target");
    assert!(factor.contains("cn-mee/electricity@2023") && factor.contains("CN-BJ"), "{factor}");
    assert_eq!(browser.complaints(), "");
}

#[test]
fn every_language_is_in_the_page() {
    let Some(mut browser) = Browser::start("language") else { return };
    let (_, path) = page("language", &harbour_cloud(), Language::TraditionalChinese);
    browser.open(&path);
    assert_eq!(browser.text("h1"), "溫室氣體清單");
    for (tag, title, scope) in
        [("en", "Greenhouse-gas inventory", "Scope 1"), ("zh-Hans", "温室气体清单", "范围一"), ("zh-Hant", "溫室氣體清單", "範圍 1")]
    {
        browser.click(&format!(r#"label[for="language-{tag}"]"#));
        assert_eq!(browser.text("h1"), title);
        assert_eq!(browser.text(".cards dt"), scope);
        assert_eq!(browser.eval("document.documentElement.lang"), tag);
        assert_eq!(browser.eval("document.title"), title);
    }
    assert_eq!(browser.complaints(), "");
}

#[test]
fn lines_are_found_by_their_words() {
    let Some(mut browser) = Browser::start("search") else { return };
    let (trace, path) = page("search", &harbour_cloud(), Language::English);
    browser.open(&path);
    assert_eq!(browser.text("#found"), trace.lines.len().to_string());
    let mut asked = |words: &str| {
        browser.eval(&format!(
            "(() => {{ const search = document.querySelector('#search'); search.value = {}; \
             search.dispatchEvent(new Event('input', {{bubbles: true}})); }})()",
            json!(words)
        ));
        browser.text("#found")
    };
    assert_eq!(asked("EL-BJ-01"), "1");
    assert_eq!(
        asked("diesel tianjin"),
        trace
            .lines
            .iter()
            .filter(|line| { line.record.activity.contains("diesel") && line.record.site == "tianjin-dc" })
            .count()
            .to_string()
    );
    assert_eq!(asked("no such words"), "0");
    assert_eq!(browser.complaints(), "");
}

#[test]
fn it_reads_without_scripts() {
    let Some(mut browser) = Browser::start("scripts") else { return };
    let (_, path) = page("scripts", &harbour_cloud(), Language::English);
    browser.send("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    browser.open(&path);
    browser.click(r##".cards a[href="#figure-scope1"]"##);
    browser.click(r##"#figure-scope1 a[href="#lines-scope1"]"##);
    assert_eq!(browser.eval("document.querySelector('#lines-scope1').checkVisibility()"), true);
    browser.click("#lines-scope1 > .group > summary");
    browser.click("#lines-scope1 .rows td > details > summary");
    browser.click("#lines-scope1 .rows td > details[open] > a");
    assert!(browser.text(":target").contains("ipcc/fuels@2006"), "{}", browser.text(":target"));
    browser.click(r#"label[for="language-zh-Hans"]"#);
    assert_eq!(browser.text("h1"), "温室气体清单");
    assert_eq!(browser.eval("document.querySelector('.filter').checkVisibility()"), false);
}

#[test]
fn it_prints() {
    let Some(mut browser) = Browser::start("print") else { return };
    let (_, path) = page("print", &harbour_cloud(), Language::English);
    browser.open(&path);
    let answer = browser.send("Page.printToPDF", json!({"printBackground": false}));
    let pdf = answer["data"].as_str().unwrap();
    // `%PDF-`, and more than a page of it.
    assert!(pdf.starts_with("JVBERi0") && pdf.len() > 100_000, "{}", pdf.len());
    browser.send("Emulation.setEmulatedMedia", json!({"media": "print"}));
    let tables = browser.eval("[...document.querySelectorAll('details.data table')].every((table) => table.checkVisibility())");
    assert_eq!(tables, true, "pictures never go without their tables");
    assert_eq!(browser.complaints(), "");
}

#[test]
fn hostile_words_stay_words() {
    let Some(mut browser) = Browser::start("hostile") else { return };
    let (folder, sites) = hostile_inventory::inventory();
    let (_, path) = page("hostile", folder.path(), Language::English);
    browser.open(&path);
    assert_eq!(browser.eval("document.querySelectorAll('script').length"), 1);
    let text = browser.eval("document.body.textContent").as_str().unwrap().to_string();
    for words in sites.iter().map(String::as_str).chain([hostile_inventory::ORGANISATION]) {
        // What nobody would see is told by its code.
        let shown = words.replace('\u{202e}', "<U+202E>").replace('\u{feff}', "<U+FEFF>").replace('\u{200b}', "<U+200B>");
        assert!(text.contains(&shown), "{shown}");
    }
    let handlers =
        "[...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((each) => each.name.startsWith('on'))).length";
    assert_eq!(browser.eval(handlers), 0);
    assert_eq!(browser.complaints(), "");
}

/// What readers of the screen go by: one main heading, headings that skip no level, tables whose heads say what they head, marks that have
/// names, and text that stands out.
#[test]
fn readers_of_the_screen_find_their_way() {
    let Some(mut browser) = Browser::start("screen") else { return };
    let (trace, path) = page("screen", &harbour_cloud(), Language::English);
    browser.open(&path);
    assert_eq!(browser.eval("document.querySelectorAll('h1, main, header, footer, nav').length"), 5);
    let headings = browser.eval("[...document.querySelectorAll('h1, h2, h3')].map((heading) => Number(heading.tagName[1]))");
    let levels: Vec<i64> = headings.as_array().unwrap().iter().map(|level| level.as_i64().unwrap()).collect();
    assert!(levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    for (what, expression) in [
        ("heads without a scope", "[...document.querySelectorAll('th:not([scope])')].filter((head) => head.textContent.trim()).length"),
        (
            "pictures without a name",
            "[...document.querySelectorAll('svg[role=img]')].filter((picture) => !document.getElementById(picture.getAttribute('aria-labelledby'))).length",
        ),
        (
            "links that lead nowhere",
            "[...document.querySelectorAll('a[href^=\"#\"]')].filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).length",
        ),
        (
            "ids that stand twice",
            "(() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id); return ids.length - new Set(ids).size; })()",
        ),
    ] {
        assert_eq!(browser.eval(expression), 0, "{what}");
    }
    let contrast = browser.eval(LOW_CONTRAST);
    assert_eq!(contrast[1], "", "WCAG 2.2, 1.4.3 asks for 4.5 to 1");
    // Every line, in three languages, or the expression saw nothing.
    assert!(contrast[0].as_u64().unwrap() > 3 * trace.lines.len() as u64, "{} texts", contrast[0]);
}

/// The texts that stand out less than 4.5 to 1 from what is behind them, by the formula of WCAG: in each language, lines that are folded in too.
///
/// Only what is shown is asked for its colours: for an element that is not, Chromium tries every selector of the page anew. And each element
/// is asked once, whatever stands in it.
const LOW_CONTRAST: &str = r#"(() => {
    const unfolded = new CSSStyleSheet();
    unfolded.replaceSync("::details-content { content-visibility: visible !important; display: block !important }");
    document.adoptedStyleSheets = [unfolded];
    const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
    const light = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const low = new Set(), texts = [...document.querySelectorAll("body *:not(script)")].filter((one) =>
        [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()));
    let seen = 0;
    for (const language of document.querySelectorAll('input[name="language"]')) {
        language.checked = true;
        const known = new Map();
        const behind = (one) => {
            if (!one) return "rgb(255, 255, 255)";
            if (!known.has(one)) {
                const colour = getComputedStyle(one).backgroundColor;
                known.set(one, (parts(colour)[3] ?? 1) > 0 ? colour : behind(one.parentElement));
            }
            return known.get(one);
        };
        for (const one of texts.filter((one) => one.checkVisibility())) {
            seen += 1;
            const style = getComputedStyle(one);
            const pair = [light(one.closest("svg") ? style.fill : style.color), light(behind(one))].sort((a, b) => b - a);
            if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) low.add(`${language.id}: ${one.outerHTML.slice(0, 200)}`);
        }
    }
    return [seen, [...low].slice(0, 5).join("\n")];
})()"#;
