//! The review as a web page in a real browser, driven through `WebDriver`: it renders, asks for nothing, prints, and its
//! answers come back. Skipped where no browser is installed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{World, is_installed, skipped};

/// A browser without a window, closed at the end.
struct Browser {
    driver: Child,
    /// What it says; without a listener it ends.
    _said: BufReader<ChildStdout>,
    port: u16,
    session: String,
}

impl Browser {
    /// Starts one with a folder for what is saved; `None` where there is none, which is said.
    fn start(world: &World) -> Option<Self> {
        if !is_installed("chromedriver") || !is_installed("chromium") {
            return None;
        }
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .env("HOME", world.home())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut said = BufReader::new(driver.stdout.take().expect("said"));
        let port = loop {
            let mut line = String::new();
            assert!(said.read_line(&mut line).expect("said") > 0, "it says on which port it listens");
            if let Some(rest) = line.split("successfully on port ").nth(1) {
                break rest.trim().trim_end_matches('.').parse().expect("a port");
            }
        };
        let mut browser = Self { driver, _said: said, port, session: String::new() };
        let args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
        let options = json!({ "args": args });
        let logs = json!({ "browser": "ALL", "performance": "ALL" });
        let wanted =
            json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs });
        let begun = browser.send("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        if let Some(error) = begun.get("error") {
            skipped(&format!("the browser does not start here: {error} {}", begun["message"]));
            return None;
        }
        browser.session = format!("/session/{}", begun["sessionId"].as_str().expect("a session"));
        let saves = json!({ "behavior": "allow", "downloadPath": world.home() });
        browser.post("/goog/cdp/execute", &json!({ "cmd": "Browser.setDownloadBehavior", "params": saves }));
        Some(browser)
    }

    /// Sends a command that must succeed, and gives what it answers.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.send(method, path, body);
        assert!(answer.get("error").is_none(), "{method} {path}: {answer}");
        answer
    }

    /// Sends a command, and gives what it answers, which may be an error.
    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "GET" || method == "DELETE" { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("set");
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("sent");
        let mut reply = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reply.read_line(&mut line).expect("a head");
            if let Some(said) = line.to_lowercase().strip_prefix("content-length:") {
                length = said.trim().parse().expect("a length");
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        reply.read_exact(&mut body).expect("a body");
        let answer: Value = serde_json::from_slice(&body).expect("JSON");
        answer["value"].clone()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", &format!("{}{path}", self.session), body)
    }

    fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    fn open(&self, world: &World, name: &str) {
        self.post("/url", &json!({ "url": format!("file://{}", world.path(name).display()) }));
    }

    fn sized(&self, width: u32, height: u32) {
        self.post("/window/rect", &json!({ "width": width, "height": height }));
    }

    /// Finds the first element, as the protocol names it.
    fn find(&self, selector: &str) -> String {
        let found = self.post("/element", &json!({ "using": "css selector", "value": selector }));
        found.as_object().and_then(|all| all.values().next()?.as_str()).expect("an element").to_owned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.ask("DELETE", &self.session, &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Looks until something is there, a minute long.
fn in_time<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..1_200 {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("in time: {what}");
}

/// Writes the review of a full week for a peer.
fn written(world: &World, name: &str) {
    let ran = world.run(&["review", "--week", "2026-W46", "--anyway", "-o", name]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

#[test]
fn the_page_renders_asks_for_nothing_and_prints() {
    let world = World::new();
    let Some(browser) = Browser::start(&world) else { return };
    world.demo();
    written(&world, "r.html");
    browser.open(&world, "r.html");
    let count = |selector: &str| {
        browser
            .run(&format!("return document.querySelectorAll({selector:?}).length"))
            .as_u64()
            .unwrap_or_default()
    };
    assert_eq!((count("h1"), count("main"), count("header"), count("footer")), (1, 1, 1, 1));
    assert_eq!(count("html[lang=en]"), 1);
    assert_eq!(count("img, iframe, link, object, embed"), 0);
    // Headings go down a level at a time, and whatever can be typed in has a name.
    let jumps = "let last = 0, bad = []; for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
        const level = +h.tagName[1]; if (level > last + 1) bad.push(h.textContent); last = level; } return bad";
    assert_eq!(browser.run(jumps), json!([]));
    let unnamed = "return [...document.querySelectorAll('textarea, input, button')].filter(
        (one) => !one.ariaLabel && !one.labels?.length && !one.textContent.trim()).length";
    assert_eq!(browser.run(unnamed), 0);
    for (width, height) in [(1280, 900), (390, 844)] {
        browser.sized(width, height);
        let wide = "const page = document.scrollingElement; return page.scrollWidth - page.clientWidth";
        assert_eq!(browser.run(wide), 0, "nothing sticks out at {width}");
    }
    let folded = "return document.querySelector('.appendix section').checkVisibility()";
    assert_eq!(browser.run(folded), false);
    let medium = |name| {
        let params = json!({ "media": name });
        browser.post("/goog/cdp/execute", &json!({ "cmd": "Emulation.setEmulatedMedia", "params": params }));
    };
    medium("print");
    assert_eq!(browser.run(folded), true, "paper can't be unfolded");
    medium("");
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    assert!(count("figure > svg[role=img] > title") > 4, "there are charts");
    let drawn = "return [...document.querySelectorAll('svg')].flatMap((svg) => {
        const seen = svg.getBoundingClientRect(), room = svg.viewBox.baseVal.width, bad = [];
        if (seen.width < 200 || seen.height < 30) bad.push(seen);
        for (const text of svg.querySelectorAll('text')) {
            const box = text.getBBox();
            if (box.x < -4 || box.x + box.width > room + 4) bad.push(text.textContent);
        }
        return bad; })";
    assert_eq!(browser.run(drawn), json!([]), "charts are large enough, and no word sticks out of one");
    let pages = browser.post("/print", &json!({}));
    assert!(pages.as_str().is_some_and(|pages| pages.starts_with("JVBER")), "it prints to a PDF");
    let said = browser.post("/se/log", &json!({ "type": "browser" }));
    assert_eq!(said, json!([]), "nothing to complain about");
    let log = browser.post("/se/log", &json!({ "type": "performance" }));
    let asked = log.as_array().into_iter().flatten().filter_map(|entry| {
        let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let message = &message["message"];
        (message["method"] == "Network.requestWillBeSent")
            .then(|| message["params"]["request"]["url"].clone())
    });
    let asked: Vec<Value> = asked.collect();
    let own =
        |url: &Value| url.as_str().is_some_and(|url| url.starts_with("file:") && url.ends_with("/r.html"));
    assert!(!asked.is_empty() && asked.iter().all(own), "{asked:?}");
}

#[test]
fn answers_typed_in_the_page_come_back_into_the_journal() {
    let world = World::new();
    let Some(browser) = Browser::start(&world) else { return };
    world.demo();
    written(&world, "r.html");
    browser.open(&world, "r.html");
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    let place = browser.find("textarea[data-passage=recommendations]");
    browser
        .post(&format!("/element/{place}/value"), &json!({ "text": "Ask three owners first. “Zürich” <b>" }));
    let save = browser.find("form.answers button");
    browser.post(&format!("/element/{save}/click"), &json!({}));
    let saved = in_time("the answers are saved", || {
        let files = std::fs::read_dir(world.home()).expect("a folder").flatten();
        let name = |file: &std::fs::DirEntry| file.file_name().to_string_lossy().into_owned();
        let mut names = files.map(|file| name(&file));
        names.find(|name| name.starts_with("answers-shr-") && name.ends_with('n'))
    });
    let ran = world.run(&["import", "feedback", &saved]);
    assert_eq!(ran.stdout, "1 answer to Week 46, 9–15 November 2026, for a peer\n", "{}", ran.stderr);
    // They go on from what they saved.
    browser.open(&world, "r.html");
    let input = browser.find("input[type=file]");
    browser.post(&format!("/element/{input}/value"), &json!({ "text": world.path(&saved) }));
    let back = "return document.querySelector('textarea[data-passage=recommendations]').value";
    in_time("they are back", || {
        (browser.run(back) == json!("Ask three owners first. “Zürich” <b>")).then_some(())
    });
    assert_eq!(browser.post("/se/log", &json!({ "type": "browser" })), json!([]));
}
