//! The real app in this process: its own folder, its own port, a clock that stands still.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use unsaid::domain::{AccountName, ExitUrl, Moment, Name, SiteUrl};
use unsaid::service::{Folder, GateLimits, KdfParams, NewColumn, Options, Service, Token};
use unsaid::{jobs, web};

use super::{Client, Desk, Reader};

pub const ACCOUNT: &str = "mara";
pub const PASSWORD: &str = "quiet otter paints seven doors";
pub const COLUMN: &str = "Ask the SEXpert";
pub const COLUMNIST: &str = "Mara";
/// The moment at which every test begins: 22 November 2026, noon.
pub const START: i64 = 1_795_348_800;

/// The cheapest password hash that is allowed.
const KDF: KdfParams = KdfParams { m_kib: 8 * 1024, t: 1, p: 1 };
const IDLE_SECONDS: i64 = 1_800;
/// So high that no test meets them that does not want to, and no form has to lie open first.
const LIMITS: GateLimits = GateLimits {
    prefix_burst: 1_000_000,
    prefix_per_hour: 1_000_000,
    column_burst: 1_000_000,
    column_per_hour: 1_000_000,
    form_seconds: 0,
    slow_seconds: 20,
};

/// What a test wants of its app, where it differs from the plainest one.
#[derive(Default)]
pub struct Wanted {
    /// `--url`; then the test stands in for the proxy.
    pub url: Option<&'static str>,
    /// With a setup link instead of a column.
    pub without_column: bool,
    /// MiB that the public store may grow to; none for plenty.
    pub store_mib: Option<u32>,
    /// When people are asked to wait; else never.
    pub limits: Option<GateLimits>,
    /// `--onion`.
    pub onion: Option<&'static str>,
}

/// An app that serves until it is dropped: its tasks end with `end`.
pub struct TestApp {
    /// Where it listens, as `http://127.0.0.1:4321`.
    pub base: String,
    pub service: Service,
    /// As printed at setup; empty without a column.
    pub recovery: String,
    /// The path of the setup link; empty with a column.
    pub setup_path: String,
    url: Option<&'static str>,
    clock: Arc<AtomicI64>,
    end: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
    folder: TempDir,
}

impl TestApp {
    /// A column with its desk locked, reached as on the machine itself.
    pub async fn spawn() -> Self {
        Self::spawn_with(Wanted::default()).await
    }

    pub async fn spawn_with(wanted: Wanted) -> Self {
        let clock = Arc::new(AtomicI64::new(START));
        Self::start(tempfile::tempdir().unwrap(), wanted, clock).await
    }

    /// Over the column in a folder that [`TestApp::stop`] gave.
    pub async fn spawn_in(folder: TempDir) -> Self {
        Self::start(folder, Wanted::default(), Arc::new(AtomicI64::new(START))).await
    }

    /// Ends this app and starts another one in its folder, at the same moment.
    pub async fn restart(self) -> Self {
        let (url, clock) = (self.url, Arc::clone(&self.clock));
        let folder = self.stop().await;
        Self::start(folder, Wanted { url, ..Wanted::default() }, clock).await
    }

    async fn start(folder: TempDir, wanted: Wanted, clock: Arc<AtomicI64>) -> Self {
        let options = Options {
            store_mib: wanted.store_mib.unwrap_or(64),
            idle_seconds: IDLE_SECONDS,
            kdf: KDF,
        };
        let service = Service::open(Folder::take(folder.path()).unwrap(), options).await.unwrap();
        let recovery = match service.site() {
            Err(_) if !wanted.without_column => set_up(&service).await,
            _ => String::new(),
        };
        let setup = service.site().is_err().then(Token::generate);
        let setup_path = setup
            .as_ref()
            .map_or(String::new(), |token| format!("/desk/setup?token={}", *token.as_text()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (end, ended) = watch::channel(false);
        let url = wanted.url.map(|url| SiteUrl::parse(url).unwrap());
        let limits = wanted.limits.unwrap_or(LIMITS);
        let pages = web::Options {
            url,
            onion: wanted.onion.map(str::to_owned),
            connections: 256,
            exit: ExitUrl::default(),
            proxies: vec![],
            limits,
        };
        let app = web::App::new(service.clone(), pages, Arc::new(reading(&clock)), setup);
        let serving = web::serve(app, listener, until(ended.clone()));
        let running = jobs::run(service.clone(), reading(&clock), until(ended));
        let tasks = vec![tokio::spawn(async { serving.await.unwrap() }), tokio::spawn(running)];
        Self { base, service, recovery, setup_path, url: wanted.url, clock, end, tasks, folder }
    }

    /// Ends the app as SIGTERM does, and hands its folder over.
    pub async fn stop(self) -> TempDir {
        self.end.send(true).unwrap();
        for task in self.tasks {
            task.await.unwrap();
        }
        self.service.write_views().await.unwrap();
        self.service.lock(Moment(self.clock.load(Ordering::SeqCst))).await.unwrap();
        self.folder
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::SeqCst))
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Does what is due by the clock, now.
    pub async fn tick(&self) {
        jobs::tick(&self.service, self.now()).await;
    }

    /// Moves everything that waits over the wall; it has arrived when this returns.
    pub async fn settle(&self) {
        self.service.settle(self.now()).await.unwrap();
    }

    /// Somebody's browser, from outside of the desk.
    pub fn client(&self) -> Client {
        Client::new(&self.base, self.url)
    }

    /// A reader: no cookies, no account.
    pub fn reader(&self) -> Reader {
        Reader::new(self.client())
    }

    /// Signs the columnist in; what waited has been moved in when this returns.
    pub async fn sign_in(&self) -> Desk {
        let desk = Desk::sign_in(self.client(), ACCOUNT, PASSWORD).await;
        self.settle().await;
        desk
    }
}

async fn set_up(service: &Service) -> String {
    let new = NewColumn {
        column: Name::parse(COLUMN).unwrap(),
        columnist: Name::parse(COLUMNIST).unwrap(),
        account: AccountName::parse(ACCOUNT).unwrap(),
        password: PASSWORD.to_owned().into(),
    };
    let set_up = service.set_up(new, Moment(START)).await.unwrap();
    service.sign_out(&set_up.token, Moment(START)).await.unwrap();
    set_up.recovery.to_string()
}

fn reading(clock: &Arc<AtomicI64>) -> impl Fn() -> Moment + Send + Sync + 'static {
    let clock = Arc::clone(clock);
    move || Moment(clock.load(Ordering::SeqCst))
}

async fn until(mut ended: watch::Receiver<bool>) {
    let _ = ended.wait_for(|ended| *ended).await;
}
