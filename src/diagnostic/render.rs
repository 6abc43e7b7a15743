//! Draws diagnostics the way compilers do, through `annotate-snippets`.

use super::{Diagnostic, Label, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt::Write as _;

/// How many are drawn in full; the rest are counted.
const SHOWN: usize = 50;

/// How many further lines with the same problem are named.
const NAMED: usize = 12;

/// With terminal colours or without. The caller knows what it writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text only.
    Plain,
    /// ANSI colours; `anstream` strips them where they are not wanted.
    Coloured,
}

/// Draws all of them, at most 50 in full, with a count at the end.
pub fn render_all(diagnostics: &[Diagnostic], style: Style) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(SHOWN) {
        out.push_str(&render(diagnostic, style));
        out.push_str("\n\n");
    }
    let errors = || diagnostics.iter().filter(|each| each.severity == Severity::Error);
    let (drawn, lines) = (errors().count(), errors().map(|each| each.also.len()).sum::<usize>());
    let problems = |count: usize| format!("{count} problem{}", if count == 1 { "" } else { "s" });
    let grouped = if lines > 0 { format!(", of {drawn} kind{}", if drawn == 1 { "" } else { "s" }) } else { String::new() };
    let shown = if drawn > SHOWN { format!("; the first {SHOWN} are shown") } else { String::new() };
    if drawn > 0 {
        let _ = writeln!(out, "{}{grouped}{shown}", problems(drawn + lines));
    }
    out
}

/// Draws one.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name()));
    let primary = diagnostic.labels.first();
    for labels in diagnostic.labels.chunk_by(|one, next| one.excerpt == next.excerpt) {
        group = group.elements(snippet(labels, primary));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    let further = further(&diagnostic.also);
    if let Some(further) = &further {
        group = group.element(Level::NOTE.message(further.as_str()));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let drawn = renderer.term_width(160).render(&[group]);
    let cells = diagnostic.labels.iter().filter(|label| label.excerpt.cell.is_some());
    cells.fold(drawn, |drawn, label| without_line_and_column(drawn, &label.excerpt.place()))
}

/// A cell has a name of its own: the line and column that are drawn behind it go.
fn without_line_and_column(drawn: String, cell: &str) -> String {
    let mut parts = drawn.split(cell);
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |text, part| {
        let rest = part.strip_prefix(':').map_or(part, |rest| rest.trim_start_matches(|each: char| each.is_ascii_digit() || each == ':'));
        format!("{text}{cell}{rest}")
    })
}

/// `the same for 3 more lines: E-2, E-3, E-4`.
fn further(lines: &[String]) -> Option<String> {
    let named = lines.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let rest = if lines.len() > NAMED { ", ..." } else { "" };
    let plural = if lines.len() == 1 { "" } else { "s" };
    (!lines.is_empty()).then(|| format!("the same for {} more line{plural}: {named}{rest}", lines.len()))
}

/// One excerpt with all that points at it.
fn snippet<'l>(labels: &'l [Label], primary: Option<&Label>) -> Option<Snippet<'l, annotate_snippets::Annotation<'l>>> {
    let excerpt = &labels.first()?.excerpt;
    let annotations = labels.iter().map(|label| {
        let kind = if Some(label) == primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let end = label.span.end.min(excerpt.text.len());
        kind.span(label.span.start.min(end)..end).label(label.text.as_str())
    });
    let path = if excerpt.cell.is_some() { excerpt.place() } else { excerpt.file.clone() };
    let source = Snippet::source(excerpt.text.as_str()).path(path).line_start(excerpt.line);
    Some(source.annotations(annotations))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Excerpt, codes};

    #[test]
    fn a_cell_is_named_as_in_a_spreadsheet() {
        let text = "2025-03 | 北京機房 | 12 kWh";
        let at = |file: &str, cell: &str, span| Label {
            excerpt: Excerpt { file: file.into(), line: 14, text: text.into(), cell: Some(cell.into()) },
            span,
            text: "column `quantity`".into(),
        };
        let diagnostic = Diagnostic::error(codes::QUANTITY_MALFORMED, "`12 kWh` is not a number")
            .at(at("electricity.xlsx!北京機房", "D14", text.len() - 6..text.len()))
            .at(Label { text: "read by this".into(), ..at("other.xlsx!2", "A14", 0..7) })
            .help("empty it");
        let drawn = render(&diagnostic, Style::Plain);
        let expected = "\
error[quantity-malformed]: `12 kWh` is not a number
  --> electricity.xlsx!北京機房!D14
   |
14 | 2025-03 | 北京機房 | 12 kWh
   |                      ^^^^^^ column `quantity`
   |
  ::: other.xlsx!2!A14
   |
14 | 2025-03 | 北京機房 | 12 kWh
   | ------- read by this
   |
   = help: empty it";
        assert_eq!(drawn, expected);
    }
}
