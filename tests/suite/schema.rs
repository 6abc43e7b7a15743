//! The JSON Schema of `tonne run --format json` is the one that the documentation holds, and the program prints what it says.
//!
//! After a change of `src/report/json/contract.rs` or `src/report/audit/json.rs`: `UPDATE=1 cargo test --test suite schema::`, then read the diff. A diff that does more than
//! add raises `SCHEMA`; docs/reference/json.md says when.

use crate::current;
use serde_json::{Value, from_str};
use std::path::Path;
use tonne::report::{audit, json};

#[test]
fn the_schema_in_the_documentation_is_current() {
    let schema = json::schema().unwrap();
    assert!(
        current::is_current("docs/reference/run.schema.json", &schema),
        "run `UPDATE=1 cargo test --test suite schema::` and read the diff"
    );
}

#[test]
fn the_schema_of_audits_is_current() {
    let schema = audit::schema().unwrap();
    assert!(
        current::is_current("docs/reference/audit.schema.json", &schema),
        "run `UPDATE=1 cargo test --test suite schema::` and read the diff"
    );
}

#[test]
fn what_an_audit_prints_fits_the_schema() {
    let schema: Value = from_str(&audit::schema().unwrap()).unwrap();
    let house = tonne::House::shipped();
    for example in ["docs/examples/kingsoft-cloud/published.toml", "tests/printed_reports/hkex-2024042900789.toml"] {
        let published = tonne::audit::document::Published::read(Path::new(example), &house).unwrap();
        let printed = serde_json::to_value(audit::contract(&tonne::audit::audit(published, &house).unwrap())).unwrap();
        let mut wrong = Vec::new();
        check(&printed, &schema, &schema, "audit", &mut wrong);
        assert_eq!(wrong, Vec::<String>::new(), "{example}");
    }
}

#[test]
fn what_is_printed_fits_the_schema() {
    let schema: Value = from_str(&json::schema().unwrap()).unwrap();
    for example in ["kingsoft-cloud/2024", "kingsoft-cloud/2025", "harbour-cloud/2025"] {
        let (trace, _) = tonne::compute(&Path::new("docs/examples").join(example)).unwrap();
        let totals = tonne::totals::Totals::of(&trace);
        let findings = tonne::findings::find(&trace, &totals);
        let printed = serde_json::to_value(json::run(&trace, &totals, &findings, true)).unwrap();
        let mut wrong = Vec::new();
        check(&printed, &schema, &schema, "run", &mut wrong);
        assert_eq!(wrong, Vec::<String>::new(), "{example}");
    }
}

/// The part of JSON Schema that schemars writes here: `$ref`, `oneOf`, `anyOf`, `type`, `const`, `properties`, `required`, `items`. A key that the
/// schema does not know is wrong as well: nothing is printed that is not documented.
fn check(value: &Value, schema: &Value, root: &Value, path: &str, wrong: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/")) {
        return check(value, &root["$defs"][name], root, path, wrong);
    }
    if let Some(kinds) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        let fits = |kind: &&Value| {
            let mut problems = Vec::new();
            check(value, kind, root, path, &mut problems);
            problems.is_empty()
        };
        if kinds.iter().filter(fits).count() != 1 {
            wrong.push(format!("{path} is not exactly one of its kinds"));
        }
        return;
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    let kinds = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    if !kinds.iter().filter_map(Value::as_str).any(is) {
        wrong.push(format!("{path} is not {}", schema["type"]));
    }
    if schema.get("const").is_some_and(|constant| constant != value) {
        wrong.push(format!("{path} is not {}", schema["const"]));
    }
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(key).is_none() {
            wrong.push(format!("{path}.{key} is missing"));
        }
    }
    for (key, part) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(known) => check(part, known, root, &format!("{path}.{key}"), wrong),
            None => wrong.push(format!("{path}.{key} is not documented")),
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        check(item, &schema["items"], root, &format!("{path}[{index}]"), wrong);
    }
}
