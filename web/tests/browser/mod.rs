//! A headless Chromium with the page in it, driven over WebDriver by plain requests.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use base64::Engine as _;
use serde_json::{Value, json};

/// What WebDriver calls the reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// One browser at a time.
static ALONE: Mutex<()> = Mutex::new(());

pub struct Browser {
    driver: Child,
    agent: ureq::Agent,
    session: String,
    /// Where the browser puts what it saves.
    pub downloads: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

/// The page as built.
pub fn page() -> PathBuf {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/index.html");
    assert!(file.exists(), "build the page first: cargo run --manifest-path web/Cargo.toml --bin build_page");
    file
}

impl Browser {
    /// A browser of its own for a test, with the page loaded from the disk.
    pub fn open(test: &str) -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let said = BufReader::new(driver.stdout.take().unwrap());
        let started = "started successfully on port ";
        let mut lines = said.lines().map_while(Result::ok);
        let port = lines
            .find_map(|line| Some(line.split_once(started)?.1.trim_end_matches('.').to_owned()))
            .unwrap();
        // What else it says has to go somewhere.
        thread::spawn(move || lines.for_each(drop));
        let downloads = env::temp_dir().join(format!("amif-page-{}-{test}", std::process::id()));
        fs::create_dir_all(&downloads).unwrap();
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        let mut browser = Browser {
            driver,
            agent: config.into(),
            session: format!("http://127.0.0.1:{port}/session"),
            downloads,
            _alone: alone,
        };
        let started = browser.post(
            "",
            json!({ "capabilities": { "alwaysMatch": {
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1000"],
                    "prefs": { "download.default_directory": browser.downloads, "download.prompt_for_download": false },
                },
            } } }),
        );
        browser.session = format!("{}/{}", browser.session, started["sessionId"].as_str().unwrap());
        browser.load();
        browser
    }

    /// Loads the page, anew where it is there.
    pub fn load(&self) {
        self.post("/url", json!({ "url": format!("file://{}", page().display()) }));
        self.until("the page is ready", "return document.documentElement.dataset.ready === 'yes'");
    }

    fn post(&self, path: &str, body: Value) -> Value {
        let answer: Value = self
            .agent
            .post(format!("{}{path}", self.session))
            .send_json(&body)
            .unwrap()
            .body_mut()
            .read_json()
            .unwrap();
        let value = &answer["value"];
        assert!(value["error"].is_null(), "{path} {body}: {}", value["message"]);
        value.clone()
    }

    /// What a script returns.
    pub fn js(&self, script: &str) -> Value {
        self.post("/execute/sync", json!({ "script": script, "args": [] }))
    }

    /// Waits until a script returns true.
    pub fn until(&self, what: &str, script: &str) {
        let since = Instant::now();
        while self.js(script) != Value::Bool(true) {
            assert!(since.elapsed() < PATIENCE, "waited for: {what}\n{}", self.text("body"));
            thread::sleep(Duration::from_millis(30));
        }
    }

    fn find(&self, css: &str) -> String {
        let found = self.post("/element", json!({ "using": "css selector", "value": css }));
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    pub fn click(&self, css: &str) {
        // The verdict stays on top: what is clicked is brought to the middle first.
        let css = Value::from(css);
        self.js(&format!("document.querySelector({css}).scrollIntoView({{ block: 'center' }})"));
        self.post(&format!("/element/{}/click", self.find(css.as_str().unwrap())), json!({}));
    }

    /// Clicks the button with that text.
    pub fn press(&self, text: &str) {
        let text = Value::from(text);
        let there = format!("[...document.querySelectorAll('button')].find(b => b.textContent === {text})");
        self.until("a button", &format!("const b = {there}; if (b) b.id ||= 'pressed'; return Boolean(b)"));
        let id = self.js(&format!("return {there}.id"));
        self.click(&format!("#{}", id.as_str().unwrap()));
        self.js("document.getElementById('pressed')?.removeAttribute('id')");
    }

    /// Types into a field, after what stands there.
    pub fn keys(&self, css: &str, text: &str) {
        self.post(&format!("/element/{}/value", self.find(css)), json!({ "text": text }));
    }

    /// Chooses in a select, as a person at the keyboard or with a pointer does.
    pub fn choose(&self, css: &str, value: &str) {
        self.click(&format!("{css} option[value={}]", Value::from(value)));
    }

    pub fn text(&self, css: &str) -> String {
        let css = Value::from(css);
        self.js(&format!("return document.querySelector({css})?.innerText ?? ''"))
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub fn value(&self, css: &str) -> String {
        let css = Value::from(css);
        self.js(&format!("return document.querySelector({css}).value")).as_str().unwrap().to_owned()
    }

    pub fn verdict(&self) -> String {
        self.js("return document.querySelector('#verdict').dataset.verdict ?? ''")
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Presses a key, wherever the focus is.
    pub fn key(&self, key: &str) {
        let press = |kind: &str| json!({ "type": kind, "value": key });
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": [press("keyDown"), press("keyUp")] }] });
        self.post("/actions", actions);
    }

    pub fn accept_the_dialog(&self) {
        self.post("/alert/accept", json!({}));
    }

    /// Opens a file on the page.
    pub fn open_file(&self, path: &Path) {
        self.js("document.querySelector('#notice').hidden = true");
        self.keys("#file", path.to_str().unwrap());
        self.until("what came of the file", "return !document.querySelector('#notice').hidden");
    }

    /// A file that the browser saves.
    pub fn saved(&self, ends: &str) -> String {
        let since = Instant::now();
        loop {
            let mut all = fs::read_dir(&self.downloads).unwrap().map(|entry| entry.unwrap().path());
            if let Some(path) = all.find(|path| path.to_str().unwrap().ends_with(ends)) {
                return fs::read_to_string(path).unwrap();
            }
            assert!(since.elapsed() < PATIENCE, "nothing was saved that ends with {ends}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Pastes a text into a field as a browser does.
    pub fn paste(&self, css: &str, text: &str) {
        let (css, text) = (Value::from(css), Value::from(text));
        self.js(&format!(
            "const data = new DataTransfer(); data.setData('text/plain', {text}); const field = document.querySelector({css}); field.focus(); \
             field.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}))"
        ));
    }

    fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// A screen so many pixels wide, and light or dark.
    pub fn screen(&self, width: u32, height: u32, dark: bool) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 }),
        );
        let scheme = if dark { "dark" } else { "light" };
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
    }

    /// A picture of the whole page, in `web/target/screenshots`.
    pub fn picture(&self, name: &str) {
        self.js("scrollTo(0, 0)");
        let whole = self
            .devtools("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": true }));
        let png = base64::engine::general_purpose::STANDARD.decode(whole["data"].as_str().unwrap()).unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    /// The page as it is printed.
    pub fn print(&self, name: &str) {
        let pdf = self.post("/print", json!({}));
        let pdf = base64::engine::general_purpose::STANDARD.decode(pdf.as_str().unwrap()).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.pdf")), pdf).unwrap();
    }

    /// Nothing went wrong that the browser noticed.
    pub fn no_complaints(&self) {
        let log = self.post("/se/log", json!({ "type": "browser" }));
        assert_eq!(log, json!([]), "the console of the browser");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser ends with its session, the driver after it.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.downloads);
    }
}
