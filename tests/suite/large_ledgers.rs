//! Ledgers whose rows are added up as they are read: every error is the one that a small ledger gives, at the same place.

use crate::inventory_folder::Folder;
use std::collections::BTreeSet;
use std::path::Path;
use tonne::totals::Totals;
use tonne::{Batches, Compare, Options};

/// What is wrong with an inventory: name, message and place of each problem.
fn problems(folder: &Path, batches: Batches, threads: usize) -> BTreeSet<String> {
    let options = Options { batches, threads: Some(threads), ..Options::default() };
    let problems = tonne::compute_with(folder, &options).err().map_or(Vec::new(), tonne::diagnostic::Problems::into_vec);
    let place =
        |label: &tonne::diagnostic::Label| format!("{}:{} {:?} {}", label.excerpt.file, label.excerpt.line, label.span, label.excerpt.text);
    problems
        .iter()
        .map(|problem| format!("{} {} at {}", problem.code, problem.message, problem.labels.first().map_or(String::new(), place)))
        .collect()
}

fn row(id: &str, rest: &str) -> String {
    format!("{id},2025-03,beijing,electricity/grid,{rest}")
}

#[test]
fn errors_are_those_of_a_small_ledger() {
    for rows in [
        vec![row("R1", "1,MWh"), row("R2", "one,MWh"), row("R3", ",MWh"), row("R4", "-3,MWh"), row("R5", "1e3,MWh")],
        vec![row("", "1,MWh"), row("R2", "1"), row("R3", "1,MWh,x"), row("R4", "1,litre")],
        vec![row("R1", "1,MWh"), "R2,2025-02-30,beijing,electricity/grid,1,MWh".into(), "R3,2026-01,beijing,electricity/grid,1,MWh".into()],
        vec!["R1,2025-03,paris,electricity/grid,1,MWh".into(), "R2,2025-03,beijing,electricity/gird,1,MWh".into()],
        vec![row("R1", "1,MWh"), "\"R2\"x,2025-03,beijing,electricity/grid,1,MWh".into(), row("R3", "1,MWh")],
        vec![row("R1", "\"1\n\",MWh"), "\"R\n2\",2025-03,beijing,electricity/grid,x,MWh".into(), row("R3", "y,MWh")],
        vec![row("R1", "1,MWh"), "\"R2,2025-03,beijing,electricity/grid,1,MWh".into(), row("R3", "1,MWh")],
        vec![row("R1", "1,kg"), row("R2", "2,MWh")],
    ] {
        let folder = Folder::with(&[rows.clone(), vec!["Z1,2025-03,beijing,electricity/grid,z,MWh".to_string()]]);
        let small = problems(folder.path(), Batches::Never, 1);
        assert!(!small.is_empty(), "{rows:?}");
        for threads in [1, 2, 3] {
            assert_eq!(problems(folder.path(), Batches::Always, threads), small, "{rows:?}");
        }
    }
}

#[test]
fn a_wrong_row_is_named_wherever_it_stands() {
    let mut rows: Vec<String> = (0..30_000).map(|index| row(&format!("R{index}"), "1.5,MWh")).collect();
    rows[17_321] = row("R17321", "1.5.2,MWh");
    rows[29_000] = row("R29000", "12\" pipe,MWh");
    let folder = Folder::with(&[rows]);
    let found = problems(folder.path(), Batches::WhenLarge, 2);
    let places: Vec<&str> = found.iter().filter_map(|problem| problem.split(" at ").last()?.split(' ').next()).collect();
    assert_eq!(places, ["0.csv:17323", "0.csv:29002"], "{found:?}");
}

#[test]
fn a_group_of_wrong_rows_is_told_once() {
    let rows: Vec<String> = (0..5_000).map(|index| format!("R{index},2025-03,nowhere,electricity/grid,1,MWh")).collect();
    let folder = Folder::with(&[rows]);
    let options = Options { batches: Batches::Always, ..Options::default() };
    let problems = tonne::compute_with(folder.path(), &options).unwrap_err().into_vec();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].notes, ["4999 more rows are like it"]);
}

#[test]
fn more_problems_than_can_be_kept_are_counted() {
    let rows: Vec<String> = (0..9_000).map(|index| row(&format!("R{index}"), "x,MWh")).collect();
    let folder = Folder::with(&[rows]);
    let options = Options { batches: Batches::Always, threads: Some(1), ..Options::default() };
    let problems = tonne::compute_with(folder.path(), &options).unwrap_err().into_vec();
    assert_eq!(problems.len(), 1001);
    assert_eq!(problems[1000].message, "8000 more rows have problems that are not listed");
}

#[test]
fn a_reporting_period_in_two_years_takes_the_factors_of_each() {
    let rows: Vec<String> = (0..60)
        .map(|index| {
            format!(
                "R{index},202{}-{:02}-{:02},beijing,electricity/grid,{}.25,MWh",
                2 + index % 2,
                if index % 2 == 0 { 7 + index % 6 } else { 1 + index % 6 },
                1 + index % 28,
                index * 7
            )
        })
        .collect();
    for rows in [rows.clone(), rows[..1].to_vec(), rows[..2].to_vec(), rows[1..2].to_vec()] {
        let folder = Folder::with_period("2022-07/2023-06", &[rows]);
        let figures = |batches| {
            let (trace, _) = tonne::compute_with(folder.path(), &Options { batches, ..Options::default() }).expect("a good inventory");
            Totals::of(&trace).iter().map(|(key, figure)| format!("{key} {:?} {}", figure.value, figure.lines)).collect::<Vec<_>>()
        };
        assert_eq!(figures(Batches::Always), figures(Batches::Never));
    }
}

#[test]
fn quotes_around_every_cell_change_nothing() {
    let rows: Vec<String> = (0..400).map(|index| row(&format!("R{index}"), &format!("{index}.5,MWh"))).collect();
    let quoted: Vec<String> =
        rows.iter().map(|row| row.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")).collect();
    let figures = |rows: Vec<String>| {
        let folder = Folder::with(&[rows]);
        let (trace, _) =
            tonne::compute_with(folder.path(), &Options { batches: Batches::Always, ..Options::default() }).expect("a good inventory");
        assert_eq!(trace.lines.len(), 1);
        Totals::of(&trace).iter().map(|(key, figure)| format!("{key} {:?} {}", figure.value, figure.lines)).collect::<Vec<_>>()
    };
    assert_eq!(figures(quoted), figures(rows));
}

/// A large ledger of good rows.
fn large(rows: usize) -> Folder {
    Folder::with(&[(0..rows).map(|index| row(&format!("R{index}"), &format!("{index}.5,MWh"))).collect()])
}

/// The files of a folder, hidden ones too.
fn files(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_leaves_nothing_behind() {
    use std::process::{Command, Stdio};
    let folder = large(400_000);
    let before = files(folder.path());
    let program = env!("CARGO_BIN_EXE_tonne");
    let mut run = Command::new(program)
        .arg("run")
        .arg(folder.path())
        .arg("--lines-out")
        .arg(folder.path().join("lines.csv"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Once lines are in the file, the handler is there.
    let written =
        || files(folder.path()).difference(&before).any(|name| folder.path().join(name).metadata().is_ok_and(|file| file.len() > 0));
    while !written() {
        assert!(run.try_wait().unwrap().is_none(), "it ended before it began to write");
        std::thread::yield_now();
    }
    Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(files(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_nothing_behind() {
    let folder = large(20_000);
    let before = files(folder.path());
    let script = format!("trap '' XFSZ; ulimit -f 100; '{}' run . --lines-out lines.csv", env!("CARGO_BIN_EXE_tonne"));
    let output = std::process::Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error[file-unwritable]: the lines cannot be written"), "{said}");
    assert_eq!(files(folder.path()), before);
}

/// What stands twice in the ledgers of a folder: errors, or findings where there are none.
fn twice(folder: &Path, batches: Batches, threads: usize) -> Vec<String> {
    let options = Options { batches, threads: Some(threads), compare: Compare::OnDisk(&tempfile), ..Options::default() };
    let found = match tonne::compute_with(folder, &options) {
        Ok((trace, _)) => trace.early_findings,
        Err(problems) => problems.into_vec(),
    };
    let place = |label: &tonne::diagnostic::Label| format!("{}:{}", label.excerpt.file, label.excerpt.line);
    found.iter().map(|found| format!("{} {} {:?}", found.code, found.message, found.labels.iter().map(place).collect::<Vec<_>>())).collect()
}

/// A file that has no name any more.
fn tempfile() -> std::io::Result<std::fs::File> {
    static NEXT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scratch-{}-{number}", std::process::id()));
    let file = std::fs::OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

#[test]
fn what_stands_twice_is_found_in_ledgers_of_any_size() {
    let mut rows: Vec<String> = (0..20_000).map(|index| row(&format!("R{index}"), &format!("{index}.5,MWh"))).collect();
    rows[12_345] = row("R17", "0.25,MWh");
    rows.push("\"R3\",2025-03,beijing,electricity/grid,77777,kWh".into());
    let folder = Folder::with(&[rows[..9_000].to_vec(), rows[9_000..].to_vec()]);
    let ids = [
        "duplicate-id id `R3` stands twice [\"1.csv:11002\", \"0.csv:5\"]",
        "duplicate-id id `R17` stands twice [\"1.csv:3347\", \"0.csv:19\"]",
    ];
    let mut rows: Vec<String> = (0..20_000).map(|index| row(&format!("R{index}"), &format!("{index}.5,MWh"))).collect();
    rows[15_000] = row("R15000", "42.50,MWh");
    let alike = Folder::with(&[rows[..9_000].to_vec(), rows[9_000..].to_vec()]);
    let rows = ["record-alike 2 lines are alike in everything but their id: R42, R15000 [\"1.csv:6002\", \"0.csv:44\"]"];
    for (batches, threads) in [(Batches::Never, 1), (Batches::Always, 1), (Batches::Always, 3)] {
        assert_eq!(twice(folder.path(), batches, threads), ids);
        assert_eq!(twice(alike.path(), batches, threads), rows);
    }
}

#[test]
fn so_many_that_stand_twice_are_listed_and_the_others_counted() {
    let many = |row_of: &dyn Fn(usize) -> String| Folder::with(&[(0..1_000).map(row_of).collect()]);
    let one_id = many(&|index| row("R", &format!("{index}.5,MWh")));
    let pairs = many(&|index| row(&format!("R{}", index % 500), &format!("{index}.5,MWh")));
    let alike = many(&|index| row(&format!("R{index}"), "1.5,MWh"));
    for (batches, threads) in [(Batches::Never, 1), (Batches::Always, 1), (Batches::Always, 3)] {
        let found = twice(one_id.path(), batches, threads);
        assert_eq!(found.len(), 201);
        assert_eq!(found[199], "duplicate-id id `R` stands twice [\"0.csv:202\", \"0.csv:2\"]");
        assert_eq!(found[200], "duplicate-id 799 more ids stand twice and are not listed []");
        let found = twice(pairs.path(), batches, threads);
        assert_eq!(found[199], "duplicate-id id `R199` stands twice [\"0.csv:701\", \"0.csv:201\"]");
        assert_eq!(found[200], "duplicate-id 300 more ids stand twice and are not listed []");
        let message = "record-alike 1000 lines are alike in everything but their id: R0, R1, R2, R3, R4 and 995 more";
        assert_eq!(twice(alike.path(), batches, threads), [format!("{message} [\"0.csv:3\", \"0.csv:2\"]")]);
    }
}

#[test]
fn rows_that_were_not_compared_say_so_and_are_not_locked() {
    let folder = Folder::with(&[vec![row("R1", "1,MWh"), row("R1", "1,MWh")]]);
    let options = Options { batches: Batches::Always, compare: Compare::LeftOut, ..Options::default() };
    let (trace, _) = tonne::compute_with(folder.path(), &options).unwrap();
    let findings = tonne::findings::find(&trace, &Totals::of(&trace));
    assert!(findings.iter().any(|finding| finding.code.name() == "rows-not-compared"));
    let refused = tonne::lock::refuse(&findings).unwrap_err().into_vec();
    assert!(refused[0].message.starts_with("rows-not-compared: 2 rows"), "{refused:?}");
}
