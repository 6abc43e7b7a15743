//! `tonne trace --evidence`: the documents behind figures, as a table or JSON.

use super::{Grid, json_text};
use crate::diagnostic::Diagnostic;
use crate::evidence::{Part, Proof};
use serde::Serialize;

/// As a table.
pub fn table(proofs: &[Proof]) -> String {
    let mut grid = Grid::new(&["figure", "evidence", "lines", "adds", "bytes", "SHA-256"], &[2, 3, 4]);
    for proof in proofs {
        let (bytes, sha256) = match &proof.fingerprint {
            Some(is) => (is.bytes.to_string(), is.sha256.clone()),
            None => (String::new(), kind(proof).to_string()),
        };
        grid.row([proof.figure.clone(), name(proof).to_string(), proof.lines.to_string(), proof.value.to_string(), bytes, sha256]);
    }
    grid.text()
}

fn name(proof: &Proof) -> &str {
    match &proof.part {
        Some(Part::File(name) | Part::Missing(name) | Part::Elsewhere(name)) => name,
        None => "",
    }
}

fn kind(proof: &Proof) -> &'static str {
    match &proof.part {
        Some(Part::File(_)) => "file",
        Some(Part::Missing(_)) => "missing",
        Some(Part::Elsewhere(_)) => "elsewhere",
        None => "none named",
    }
}

#[derive(Serialize)]
struct ProofOut<'p> {
    figure: &'p str,
    evidence: &'p str,
    kind: &'static str,
    lines: usize,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'p str>,
}

/// As JSON.
///
/// # Errors
/// A fault of this program.
pub fn json(proofs: &[Proof]) -> Result<String, Diagnostic> {
    let all: Vec<ProofOut<'_>> = proofs
        .iter()
        .map(|proof| ProofOut {
            figure: &proof.figure,
            evidence: name(proof),
            kind: kind(proof),
            lines: proof.lines,
            value: proof.value.text().digits,
            bytes: proof.fingerprint.as_ref().map(|is| is.bytes),
            sha256: proof.fingerprint.as_ref().map(|is| is.sha256.as_str()),
        })
        .collect();
    json_text(&all)
}
