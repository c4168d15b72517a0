//! Measures suggestions on labelled complaints: `cargo run --release --example suggest-quality -- LABELS.csv…`.
//!
//! A file has the columns `text`, `primary`, `product`, and perhaps `sample` and `span`. With `--folds FOLDER`, each product is judged by the
//! model that was trained without it, `without-PRODUCT.bin`, as `training/complaints/train.py` writes them; otherwise all
//! are judged by the built-in model, which may have been trained on them. With `--random`, only rows of a random sample count.
//! The last lines say how well reasons meet the words that a reader marked, and what learning adds.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use empathy::suggest::{Learnt, Model, Subject, Suggestion};
use empathy::sys::csv::{Rows, separator};

/// A complaint that somebody labelled.
struct Labelled {
    text: String,
    truth: Subject,
    product: String,
    span: String,
    random: bool,
}

/// What was suggested for one, against the label.
struct Judged {
    shares: [f32; Subject::ALL.len()],
    truth: Subject,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut files = Vec::new();
    let (mut folds, mut only_random) = (None, false);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--folds" => folds = Some(PathBuf::from(words.next().ok_or("`--folds` needs a folder")?)),
            "--random" => only_random = true,
            _ => files.push(PathBuf::from(word)),
        }
    }
    if files.is_empty() {
        return Err("name at least one file with labels".to_owned());
    }
    let mut all = Vec::new();
    for file in &files {
        all.extend(read(file)?);
    }
    all.retain(|one| one.random || !only_random);
    let models = models(folds.as_deref(), &all)?;
    let suggested: Vec<Suggestion> = all
        .iter()
        .map(|one| models.get(&one.product).unwrap_or(Model::built_in()).suggest(&one.text))
        .collect();
    let mut products: BTreeMap<&str, Vec<Judged>> = BTreeMap::new();
    for (one, suggestion) in all.iter().zip(&suggested) {
        for name in ["all", &one.product] {
            let judged = Judged { shares: suggestion.shares, truth: one.truth };
            products.entry(name).or_default().push(judged);
        }
    }
    for (name, judged) in &products {
        print(name, judged);
    }
    print_reasons(&all, &suggested);
    print_learning(&all, &models);
    Ok(())
}

fn models(folds: Option<&std::path::Path>, all: &[Labelled]) -> Result<BTreeMap<String, Model>, String> {
    let mut models = BTreeMap::new();
    let Some(folder) = folds else { return Ok(models) };
    for one in all {
        if !models.contains_key(&one.product) {
            let path = folder.join(format!("without-{}.bin", one.product));
            let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let model =
                Model::read(&bytes).ok_or(format!("{} is not a model of this lexicon", path.display()))?;
            models.insert(one.product.clone(), model);
        }
    }
    Ok(models)
}

fn read(path: &std::path::Path) -> Result<Vec<Labelled>, String> {
    let named = |problem: &str| format!("{}: {problem}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| named(&error.to_string()))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = Rows::new(text, separator(text));
    let header = rows.next().transpose().map_err(|_| named("no header"))?.unwrap_or_default();
    let place = |name: &str| header.iter().position(|cell| cell == name);
    let needed = |name: &str| place(name).ok_or_else(|| named(&format!("there is no column `{name}`")));
    let (text_at, truth_at, product_at) = (needed("text")?, needed("primary")?, needed("product")?);
    let (sample_at, span_at) = (place("sample"), place("span"));
    let mut found = Vec::new();
    for row in rows {
        let row = row.map_err(|at| named(&format!("a cell is not closed at byte {at}")))?;
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
        let label = cell(Some(truth_at));
        let truth = serde_json::from_value(serde_json::json!(label));
        found.push(Labelled {
            text: cell(Some(text_at)),
            truth: truth.map_err(|_| named(&format!("`{label}` is not a label")))?,
            product: cell(Some(product_at)).to_lowercase(),
            span: cell(span_at),
            random: match sample_at {
                Some(at) => cell(Some(at)) == "random",
                None => !path.to_string_lossy().contains("enriched"),
            },
        });
    }
    Ok(found)
}

/// The place of the largest, the first of equals.
fn best(shares: &[f32]) -> usize {
    (1..shares.len()).fold(0, |best, at| if shares[at] > shares[best] { at } else { best })
}

fn print(name: &str, judged: &[Judged]) {
    let none = Subject::None.index();
    let many = judged.len();
    let said: Vec<usize> = judged.iter().map(|one| best(&one.shares)).collect();
    let right: Vec<bool> = judged.iter().zip(&said).map(|(one, said)| one.truth.index() == *said).collect();
    let sure: Vec<f32> = judged.iter().zip(&said).map(|(one, said)| one.shares[*said]).collect();
    let top: Vec<f32> = judged.iter().map(|one| one.shares[best(&one.shares[..none])]).collect();
    let surest = ranked(&sure);
    let shown = &ranked(&top)[..many * 15 / 100];
    let hits = shown.iter().filter(|at| best(&judged[**at].shares[..none]) == judged[**at].truth.index());
    let share = |of: &[usize]| of.iter().filter(|at| right[**at]).count() as f64 / of.len().max(1) as f64;
    let all: Vec<usize> = (0..many).collect();
    let majority = judged.iter().filter(|one| one.truth == Subject::None).count() as f64 / many as f64;
    let f1: Vec<f64> = (0..Subject::ALL.len())
        .filter_map(|class| {
            let truly = judged.iter().filter(|one| one.truth.index() == class).count();
            let called = said.iter().filter(|said| **said == class).count();
            let both = all.iter().filter(|at| said[**at] == class && right[**at]).count();
            (truly + called > 0).then(|| 2.0 * both as f64 / (truly + called) as f64)
        })
        .collect();
    println!(
        "{name:8} n {many:4}  majority {majority:.3}  accuracy {:.3}  macro-F1 {:.3}  shown at 15% {:.3}  \
         at 50% {:.3}  at 70% {:.3}  ECE {:.3}",
        share(&all),
        f1.iter().sum::<f64>() / f1.len().max(1) as f64,
        hits.count() as f64 / shown.len().max(1) as f64,
        share(&surest[..many / 2]),
        share(&surest[..many * 7 / 10]),
        calibration_error(&sure, &right),
    );
}

fn ranked(values: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*other].total_cmp(&values[*one]));
    order
}

/// How far confidence is from being right, on average over ten steps of it.
fn calibration_error(sure: &[f32], right: &[bool]) -> f64 {
    let mut steps = [(0.0_f64, 0.0_f64); 10];
    for (sure, right) in sure.iter().zip(right) {
        let step = &mut steps[((sure * 10.0) as usize).min(9)];
        *step = (step.0 + f64::from(*sure), step.1 + f64::from(u8::from(*right)));
    }
    steps.iter().map(|(sure, right)| (sure - right).abs()).sum::<f64>() / sure.len().max(1) as f64
}

/// How often the reasons of a right dimension meet the words that a reader marked.
fn print_reasons(all: &[Labelled], suggested: &[Suggestion]) {
    let (mut met, mut marked) = (0, 0);
    for (one, suggestion) in all.iter().zip(suggested) {
        let Some(at) = one.text.find(&one.span).filter(|_| !one.span.is_empty()) else { continue };
        if one.truth != Subject::None && suggestion.likeliest() == Some(one.truth) {
            marked += 1;
            let meets = |range: &std::ops::Range<usize>| range.start < at + one.span.len() && at < range.end;
            met += usize::from(suggestion.because.iter().any(meets));
        }
    }
    println!("reasons meet the marked words in {met} of {marked} right dimensions");
}

/// What learning from each decision adds for the texts after it, in the order of the files, product by product.
fn print_learning(all: &[Labelled], models: &BTreeMap<String, Model>) {
    let mut products: BTreeMap<&str, Learnt> = BTreeMap::new();
    let (mut with, mut without) = (0, 0);
    for one in all {
        let model = models.get(&one.product).unwrap_or(Model::built_in());
        let learnt = products.entry(&one.product).or_default();
        with += usize::from(learnt.suggest(model, &one.text).likeliest() == Some(one.truth));
        without += usize::from(model.suggest(&one.text).likeliest() == Some(one.truth));
        learnt.learn(model, &one.text, one.truth);
    }
    println!("right while learning {with}, without {without}, of {}", all.len());
}
