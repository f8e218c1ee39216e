use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{Clock, Language, Token};
use onedoor_kit::report::{Counts, Report, page};
use onedoor_kit::{Kit, Played, Settings, Situation, Verdict, situations, starter};
use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_ui::Localizer;
use tokio::sync::watch;

use super::{Failure, print, runtime};
use crate::cli::KitCommand;
use crate::config::file_trouble;
use crate::http_client::{Reach, http_client};
use crate::listener::{Limits, Listener, Tls};

/// What the kit's own identity allows: one portal calls it.
const LIMITS: Limits = Limits {
    connections: 256,
    of_one_network: None,
    settle: Duration::from_secs(2),
    head: Duration::from_secs(30),
    request: Duration::from_secs(30),
    shutdown: Duration::from_secs(2),
};

/// From one try to reach the portal to the next.
const KNOCK: Duration = Duration::from_secs(2);

pub(super) fn run(command: KitCommand) -> Result<(), Failure> {
    match command {
        KitCommand::New { file } => new(&file),
        KitCommand::List => list(),
        KitCommand::Check { url, config, only, report, language } => {
            let asked = Asked { only: chosen(&only)?, complete: only.is_empty(), report, language };
            runtime()?.block_on(check(&url, &config, asked))
        }
    }
}

/// What is to be played, and where the report goes.
struct Asked {
    only: Vec<Situation>,
    complete: bool,
    report: Option<PathBuf>,
    language: Language,
}

fn new(file: &Path) -> Result<(), Failure> {
    let told = |error: std::io::Error| {
        Failure::told(format!("cannot make {}: {}", file.display(), file_trouble(&error)))
    };
    let secret = Token::random(&SystemRandomness::default());
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    // It will hold passwords.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut made = options.open(file).map_err(told)?;
    made.write_all(starter(secret.reveal()).as_bytes()).map_err(told)?;
    let settings = Settings::read(file).map_err(Failure::told)?;
    line(&format!(
        "{}: written. Register at your portal an identity with\n  issuer         {}\n  client id      {}\n  \
         client secret  {}\nthen put in the file where things are at your portal, and run\n  \
         onedoor kit check https://your-portal --config {}",
        file.display(),
        settings.issuer,
        settings.client_id,
        secret.reveal(),
        file.display(),
    ))
}

fn list() -> Result<(), Failure> {
    let t = Localizer::of(Language::En);
    let lines = situations().into_iter().map(|one| format!("{:28} {}", one.name(), t.get(one.title)));
    line(&lines.collect::<Vec<_>>().join("\n"))
}

/// Those of these names; all where none is given.
fn chosen(only: &[String]) -> Result<Vec<Situation>, Failure> {
    let mut all = situations();
    if let Some(unknown) = only.iter().find(|name| !all.iter().any(|one| one.name() == name.as_str())) {
        return Err(Failure::told(format!("no situation is called {unknown:?}; see `onedoor kit list`")));
    }
    all.retain(|one| only.is_empty() || only.iter().any(|name| name == one.name()));
    Ok(all)
}

async fn check(url: &str, config: &Path, asked: Asked) -> Result<(), Failure> {
    let settings = Settings::read(config).map_err(Failure::told)?;
    let authorities = match &settings.trusted_authorities {
        Some(file) => std::fs::read(file).map_err(|e| Failure::told(format!("{}: {e}", file.display())))?,
        None => Vec::new(),
    };
    let http = http_client(Reach::Anywhere(&authorities)).map_err(Failure::told)?;
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandomness::default()));
    let tls = settings.tls.as_ref().map(|tls| Tls::from_files(&tls.certificate, &tls.key));
    let tls = tls.transpose().map_err(Failure::told)?;
    let listener = Listener::bind(settings.listen, tls, LIMITS).await.map_err(Failure::told)?;
    let kit = Kit::new(settings, url, http, (clock, random)).map_err(Failure::told)?;
    let (stop, stopped) = watch::channel(false);
    let serving = tokio::spawn(listener.serve(kit.router(), stopped));
    if !kit.knocks(KNOCK).await {
        return Err(Failure::told(format!("{url}: nobody answers there; is the portal running?")));
    }
    let began = SystemClock.now();
    let mut played = Vec::new();
    for situation in &asked.only {
        let waits = |wait: Duration| {
            complain!("waiting {} seconds, as the portal asks: it counts wrong calls", wait.as_secs());
        };
        let one = kit.play(*situation, waits).await;
        tell(&one)?;
        played.push(one);
    }
    kit.finish().await;
    _ = stop.send(true);
    _ = serving.await;
    let report = Report::of(&kit, &played, (began, SystemClock.now()), asked.complete);
    if let Some(dir) = &asked.report {
        write(dir, &report, asked.language)?;
    }
    end(Counts::of(&played))
}

fn write(dir: &Path, report: &Report, language: Language) -> Result<(), Failure> {
    let told = |error: std::io::Error| Failure::told(format!("{}: {error}", dir.display()));
    std::fs::create_dir_all(dir).map_err(told)?;
    let (json, digest) = report.to_json();
    std::fs::write(dir.join("report.json"), json).map_err(told)?;
    std::fs::write(dir.join("report.html"), page(report, &digest, language)).map_err(told)?;
    line(&format!("{0}/report.html and {0}/report.json ({digest}) are written", dir.display()))
}

fn tell(one: &Played) -> Result<(), Failure> {
    let t = Localizer::of(Language::En);
    let word = match one.verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "FAILED",
        Verdict::NotApplicable => "n/a",
        Verdict::NotTried => "untried",
    };
    let mut lines = vec![format!("{word:8}{:28} {:>6} ms", one.situation.name(), one.took.as_millis())];
    let failed = one.verdict == Verdict::Failed;
    if let Some(why) = one.why {
        let expected = if failed { "expected: " } else { "" };
        lines.push(format!("        {}", t.get(one.situation.title)));
        lines.push(format!("        {expected}{}", t.get(why)));
    }
    for exchange in one.exchanges.iter().filter(|_| failed) {
        let status = if exchange.status == 0 { "no answer".to_owned() } else { exchange.status.to_string() };
        lines.push(format!("          {}: {} → {status}", exchange.way, exchange.request));
        let said = [&exchange.body, &exchange.answer].into_iter().filter(|said| !said.is_empty());
        lines.extend(said.map(|said| format!("            {}", said.chars().take(300).collect::<String>())));
    }
    line(&lines.join("\n"))
}

fn end(counts: Counts) -> Result<(), Failure> {
    let Counts { passed, failed, not_applicable, not_tried } = counts;
    line(&format!(
        "{passed} passed, {failed} failed, {not_applicable} not applicable, {not_tried} not tried"
    ))?;
    if failed == 0 { Ok(()) } else { Err(Failure::told(format!("the portal failed {failed} situations"))) }
}

fn line(text: &str) -> Result<(), Failure> {
    print(format_args!("{text}\n"))
}
