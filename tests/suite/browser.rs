//! Chromium without a window, spoken to through two pipes: the Chrome DevTools Protocol, one JSON object after another with a NUL between.

use crate::installed::is_installed;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long an answer may take, which takes seconds at most. It is for a browser that hangs, and not for a machine that is slow.
const PATIENCE: Duration = Duration::from_secs(900);

/// A tab of Chromium.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: String,
    next: u64,
    events: VecDeque<Value>,
    profile: PathBuf,
}

impl Browser {
    /// Starts it; `None` where Chromium is not installed and need not be.
    pub fn start(name: &str) -> Option<Self> {
        if !is_installed("chromium", "Chromium") {
            return None;
        }
        let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("chromium-{name}-{}", std::process::id()));
        // Chromium listens at its files 3 and 4, which a shell puts in the place of its own.
        let line = format!(
            "exec chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
             --disable-sync --hide-scrollbars --window-size=1200,900 --user-data-dir='{}' --remote-debugging-pipe 3<&0 4>&1 0</dev/null 1>/dev/null",
            profile.display()
        );
        let mut shell = Command::new("sh");
        let mut child = shell.args(["-c", &line]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (to, mut out) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let (told, from) = channel();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            while out.read_until(0, &mut bytes).is_ok_and(|read| read > 0) {
                bytes.pop();
                if told.send(serde_json::from_slice(&bytes).unwrap()).is_err() {
                    break;
                }
                bytes.clear();
            }
        });
        let mut browser = Self { child, to, from, session: String::new(), next: 0, events: VecDeque::new(), profile };
        let target = browser.send("Target.createTarget", json!({"url": "about:blank"}))["targetId"].clone();
        let attached = browser.send("Target.attachToTarget", json!({"targetId": target, "flatten": true}));
        browser.session = attached["sessionId"].as_str().unwrap().to_string();
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.send(&format!("{domain}.enable"), json!({}));
        }
        Some(browser)
    }

    /// Sends a command and waits for its answer.
    pub fn send(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let mut message = json!({"id": self.next, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.to.write_all(message.to_string().as_bytes()).unwrap();
        self.to.write_all(b"\0").unwrap();
        self.to.flush().unwrap();
        loop {
            let answer = self.read();
            if answer["id"] == json!(self.next) {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].clone();
            }
            self.events.push_back(answer);
        }
    }

    fn read(&mut self) -> Value {
        self.from.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("Chromium says nothing: {error}"))
    }

    /// Opens a file and waits until it is there.
    pub fn open(&mut self, file: &Path) {
        let address = address_of(file);
        self.events.clear();
        self.send("Page.navigate", json!({"url": address}));
        self.wait_for("Page.loadEventFired");
    }

    fn wait_for(&mut self, method: &str) {
        let mut seen = 0;
        loop {
            if self.events.iter().skip(seen).any(|event| event["method"] == method) {
                return;
            }
            seen = self.events.len();
            let event = self.read();
            self.events.push_back(event);
        }
    }

    /// What an expression is on the page.
    pub fn eval(&mut self, expression: &str) -> Value {
        let answer = self.send("Runtime.evaluate", json!({"expression": expression, "returnByValue": true, "awaitPromise": true}));
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// The text of an element as a person sees it.
    pub fn text(&mut self, selector: &str) -> String {
        let text = self.eval(&format!("document.querySelector({}).innerText", json!(selector)));
        text.as_str().unwrap_or_default().to_string()
    }

    /// Clicks an element where a person would, with a mouse.
    pub fn click(&mut self, selector: &str) {
        let place = self.eval(&format!(
            "(() => {{ const e = document.querySelector({}); e.scrollIntoView({{block: 'center', behavior: 'instant'}}); \
             const r = e.getClientRects()[0]; return [r.x + Math.min(r.width / 2, 20), r.y + r.height / 2]; }})()",
            json!(selector)
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let at = json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.send("Input.dispatchMouseEvent", at);
        }
        // Whatever the click sets off has happened when the next picture is drawn.
        self.send("Page.captureScreenshot", json!({"clip": {"x": 0, "y": 0, "width": 1, "height": 1, "scale": 1}}));
    }

    /// What was complained of, and asked for besides the file itself, since it was opened.
    pub fn complaints(&mut self) -> String {
        self.eval("1");
        let mut told = String::new();
        for event in &self.events {
            let params = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded" => _ = writeln!(told, "{params}"),
                "Network.requestWillBeSent" if params["type"] != "Document" => _ = writeln!(told, "asked for {}", params["request"]["url"]),
                _ => {}
            }
        }
        told
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn address_of(file: &Path) -> String {
    format!("file://{}", file.canonicalize().unwrap().display())
}
