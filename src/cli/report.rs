//! `tonne report`: views of an inventory in formats.

use super::comparing::anywhere;
use super::new_file::NewFile;
use super::progress::watched;
use super::{Stop, language, new_folder};
use clap::Args;
use std::path::{Path, PathBuf};
use tonne::diagnostic::{Diagnostic, Label, codes};
use tonne::language::{Labels, Language};
use tonne::region::Regions;
use tonne::report::formats::{FORMATS, File, Format};
use tonne::report::subject::{Subject, Year};
use tonne::report::view::View;
use tonne::report::views::{Listed, VIEWS};
use tonne::totals::Totals;
use tonne::trace::Trace;
use tonne::{Batches, House, Options};

#[derive(Args)]
pub struct Report {
    /// The folder of the inventory
    #[arg(default_value = ".")]
    dir: PathBuf,
    #[arg(help = views_help(), long = "as", value_name = "VIEW", value_delimiter = ',', value_parser = view, default_value = "summary")]
    views: Vec<Wanted>,
    #[arg(help = formats_help(), long = "to", value_name = "FORMAT", value_delimiter = ',', value_parser = format, default_value = "terminal")]
    formats: Vec<&'static Format>,
    /// The language: en, zh-Hant, zh-Hans; that of the inventory, unless said
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
    /// The inventory of an earlier period, to stand beside this one; several times for several periods
    #[arg(long, value_name = "DIR")]
    compare: Vec<PathBuf>,
    /// A file, or a folder where there is more than one; without it, the report is printed
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write over files that exist
    #[arg(long, requires = "out")]
    force: bool,
}

/// A view, or one of its tables.
#[derive(Clone, Debug)]
struct Wanted {
    view: &'static Listed,
    table: Option<String>,
}

impl Wanted {
    /// The view, or that table of it alone.
    fn show(&self, subject: &Subject<'_>) -> Result<View, Stop> {
        let mut view = self.view.show(subject);
        let Some(name) = &self.table else { return Ok(view) };
        let known: Vec<&str> = view.tables.iter().map(|table| table.name).collect();
        if !known.contains(&name.as_str()) {
            let message = format!("`{}` has no table `{name}`", self.view.name);
            let diagnostic = Diagnostic::error(codes::UNKNOWN_VIEW, message).suggest(name, known.iter().copied());
            return Err(Stop::Usage(diagnostic.help(format!("its tables: {}", known.join(", "))).into()));
        }
        view.tables.retain(|table| table.name == name);
        view.notes.clear();
        Ok(view)
    }
}

/// An inventory, computed.
struct Computed {
    trace: Trace,
    house: House,
    totals: Totals,
    findings: Vec<Diagnostic>,
}

impl Computed {
    fn of(dir: &Path, batches: Batches) -> Result<Self, Stop> {
        let (trace, house) = watched(false, |watch| {
            tonne::compute_with(dir, &Options { batches, compare: anywhere(), watch: Some(watch), ..Options::default() })
        })?;
        let totals = Totals::of(&trace);
        let findings = tonne::findings::find(&trace, &totals);
        Ok(Self { trace, house, totals, findings })
    }

    fn subject<'s>(&'s self, earlier: &'s [Year<'s>], regions: &'s Regions, labels: &'s Labels) -> Subject<'s> {
        Subject { current: self.year(), earlier, library: &self.house.library, activities: &self.house.activities, regions, labels }
    }

    fn year(&self) -> Year<'_> {
        Year { trace: &self.trace, totals: &self.totals, findings: &self.findings }
    }
}

impl Report {
    pub fn run(self) -> Result<String, Stop> {
        let whole = Computed::of(&self.dir, Batches::WhenLarge)?;
        let lines = whole.trace.lines.len();
        // Each format has the lines that it can carry, whatever is asked for beside it.
        let any_grouped = self.formats.iter().any(|format| format.groups(lines));
        let grouped = any_grouped.then(|| Computed::of(&self.dir, Batches::Always)).transpose()?;
        let mut earlier = self.compare.iter().map(|dir| Computed::of(dir, Batches::WhenLarge)).collect::<Result<Vec<_>, _>>()?;
        earlier.sort_by_key(|each| each.trace.inventory.period.start);
        let in_order: Vec<&Trace> = earlier.iter().chain([&whole]).map(|each| &each.trace).collect();
        for pair in in_order.windows(2) {
            if let [before, after] = pair {
                comparable(before, after, std::ptr::eq(*after, &whole.trace))?;
            }
        }
        let earlier: Vec<Year<'_>> = earlier.iter().map(|each| Year { findings: &[], ..each.year() }).collect();
        let of_inventory = whole.trace.inventory.language.as_deref().and_then(Language::tagged);
        let labels = Labels::of(self.lang.or(of_inventory).unwrap_or_default());
        let regions = Regions::shipped();
        let subject = |computed| Computed::subject(computed, &earlier, &regions, &labels);
        let files = self.files(&subject(&whole), grouped.as_ref().map(subject).as_ref())?;
        match &self.out {
            Some(out) => self.write(out, files).map(|()| String::new()),
            None => self.print(files),
        }
    }

    /// Every view in every format, with the names of the files; `grouped` is for the formats that cannot carry all lines.
    fn files(&self, subject: &Subject<'_>, grouped: Option<&Subject<'_>>) -> Result<Vec<(String, File)>, Stop> {
        let lines = subject.current.trace.lines.len();
        let mut files = Vec::new();
        for wanted in &self.views {
            for format in &self.formats {
                let subject = grouped.filter(|_| format.groups(lines)).unwrap_or(subject);
                let view = wanted.show(subject)?;
                for mut file in (format.files)(&view, subject)? {
                    if format.coloured && self.out.is_some() {
                        file.bytes = anstream::adapter::strip_bytes(&file.bytes).into_vec();
                    }
                    files.push((format!("{}.{}", file.name, format.ending), file));
                }
            }
        }
        Ok(files)
    }

    fn print(&self, files: Vec<(String, File)>) -> Result<String, Stop> {
        if let Some(binary) = self.formats.iter().find(|format| !format.text) {
            let message = format!("`{}` is no text to print", binary.name);
            let help = format!("add `--out FILE.{}`", binary.ending);
            return Err(Stop::Usage(Diagnostic::error(codes::OUT_NEEDED, message).help(help).into()));
        }
        match <[_; 1]>::try_from(files) {
            Ok([(_, file)]) => Ok(String::from_utf8_lossy(&file.bytes).into_owned()),
            Err(files) => {
                let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
                let diagnostic = Diagnostic::error(codes::OUT_NEEDED, format!("there are {} files, and no folder for them", files.len()))
                    .note(format!("they are {}", names.join(", ")))
                    .help("add `--out FOLDER`, or ask for one of them: `--as hkex.emissions --to csv`");
                Err(Stop::Usage(diagnostic.into()))
            }
        }
    }

    /// One file under the name that was given, or in the folder of that name; several in the folder.
    fn write(&self, out: &Path, files: Vec<(String, File)>) -> Result<(), Stop> {
        let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, file)| (name, file.bytes)).collect();
        if let ([(_, bytes)], false) = (files.as_slice(), out.is_dir()) {
            return place(&[(out.to_path_buf(), bytes)], self.force);
        }
        if !out.is_dir() && out.symlink_metadata().is_err() {
            let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            return new_folder::make(out, &files);
        }
        let files: Vec<(PathBuf, &Vec<u8>)> = files.iter().map(|(name, bytes)| (out.join(name), bytes)).collect();
        place(&files, self.force)
    }
}

/// Writes all files before the first takes its name.
fn place(files: &[(PathBuf, &Vec<u8>)], force: bool) -> Result<(), Stop> {
    let mut made = Vec::new();
    for (path, bytes) in files {
        if path.is_dir() {
            let diagnostic = Diagnostic::error(codes::FILE_IS_FOLDER, format!("`{}` is a folder", path.display()));
            return Err(Stop::Usage(diagnostic.help("name a file, or take the folder away").into()));
        }
        if !force && path.symlink_metadata().is_ok() {
            let diagnostic = Diagnostic::error(codes::FILE_EXISTS, format!("`{}` exists", path.display()));
            return Err(Stop::Usage(
                diagnostic.help("name a file that does not exist yet, or add `--force` to write over this one").into(),
            ));
        }
        let mut file = if force { NewFile::replacing(path)? } else { NewFile::create(path)? };
        file.fill(|out| out.write_all(bytes))?;
        made.push(file);
    }
    made.into_iter().try_for_each(NewFile::finish)
}

/// An inventory stands beside an earlier one.
fn comparable(earlier: &Trace, current: &Trace, is_reported: bool) -> Result<(), Stop> {
    if earlier.inventory.period.end < current.inventory.period.start {
        return Ok(());
    }
    let message = format!("{} is not before {}", earlier.inventory.period, current.inventory.period);
    let diagnostic = Diagnostic::error(codes::NOT_EARLIER, message)
        .at(Label { text: "of the inventory that `--compare` names".into(), ..earlier.inventory.period_label.clone() })
        .at(Label {
            text: if is_reported { "of the inventory that is reported" } else { "of another that `--compare` names" }.into(),
            ..current.inventory.period_label.clone()
        })
        .help("name the inventory of an earlier period with `--compare`");
    Err(Stop::Usage(diagnostic.into()))
}

/// Reads a name of `--as`.
fn view(name: &str) -> Result<Wanted, String> {
    let (view, table) = name.split_once('.').map_or((name, None), |(view, table)| (view, Some(table.to_string())));
    Listed::named(view).map(|view| Wanted { view, table }).ok_or_else(|| format!("it is one of {}", known_views()))
}

/// Reads a name of `--to`.
fn format(name: &str) -> Result<&'static Format, String> {
    Format::named(name).ok_or_else(|| format!("it is one of {}", known_formats()))
}

fn known_views() -> String {
    VIEWS.iter().map(|view| view.name).collect::<Vec<_>>().join(", ")
}

fn known_formats() -> String {
    FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ")
}

fn views_help() -> String {
    format!("What to show: {}. Several with commas; one table of a view with a point: hkex.emissions", known_views())
}

fn formats_help() -> String {
    format!("In which format: {}. Several with commas", known_formats())
}
