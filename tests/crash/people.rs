//! A reader and a columnist over HTTP, who live through the program's being killed: every call says
//! whether it was answered.

// Each test binary uses a part of this.
#![allow(dead_code, reason = "shared by several test binaries")]

use std::net::IpAddr;
use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode, header};

/// How long a form lies open before a person can have filled it in, and a little more.
pub const OPEN: Duration = Duration::from_millis(2_200);

/// A form of asking: the words that it shows, and its token.
pub struct Form {
    pub words: String,
    pub token: String,
}

/// An answer, whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub body: String,
}

/// What a request came to; an error means that nobody knows whether it was carried out.
pub type Answered<T = Answer> = Result<T, reqwest::Error>;

/// Somebody without cookies.
#[derive(Clone)]
pub struct Reader {
    http: Client,
    base: String,
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Columnist {
    http: Client,
    base: String,
    pub cookies: String,
}

impl Answer {
    async fn read(request: RequestBuilder) -> Answered {
        let response = request.send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Self { status, headers, body: response.text().await? })
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        let location = self.headers.get(header::LOCATION);
        location
            .unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.body))
            .to_str()
            .unwrap()
    }
}

impl Reader {
    pub fn new(base: &str) -> Self {
        Self { http: client().build().unwrap(), base: base.to_owned() }
    }

    /// A reader whose connections and headers bear what a program might note down.
    pub fn marked(base: &str, from: IpAddr, headers: &[(&'static str, &str)]) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).try_into().unwrap(), value.parse().unwrap()));
        let http = client().local_address(from).default_headers(headers.collect()).build().unwrap();
        Self { http, base: base.to_owned() }
    }

    pub async fn get(&self, path: &str) -> Answered {
        Answer::read(self.http.get(format!("{}{path}", self.base))).await
    }

    /// A file that must be there.
    pub async fn bytes(&self, path: &str) -> Answered<Vec<u8>> {
        let response = self.http.get(format!("{}{path}", self.base)).send().await?;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Ok(response.bytes().await?.to_vec())
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        Answer::read(form(self.http.post(format!("{}{path}", self.base)), fields)).await
    }

    /// Fresh forms that have lain open long enough to be sent.
    pub async fn open_forms(&self, count: usize) -> Answered<Vec<Form>> {
        let mut forms = Vec::with_capacity(count);
        for _ in 0..count {
            forms.push(Form::of(&self.get("/ask").await?.body));
        }
        tokio::time::sleep(OPEN).await;
        Ok(forms)
    }

    /// The same for letters that were sent before the program began anew: their words stay, their tokens do not.
    pub async fn renew_forms(&self, letters: &[(&str, &str)]) -> Answered<Vec<Form>> {
        let mut forms = Vec::with_capacity(letters.len());
        for (words, question) in letters {
            let fields = [("question", *question), ("consent", "print"), ("receipt", *words)];
            let renewed = self.post("/ask", &fields).await?;
            assert_eq!(renewed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", renewed.body);
            forms.push(Form::of(&renewed.body));
            assert_eq!(forms.last().unwrap().words, *words);
        }
        tokio::time::sleep(OPEN).await;
        Ok(forms)
    }

    /// Sends a letter by a form that was opened before.
    pub async fn send(&self, form: &Form, question: &str, consent: &str) -> Answered {
        self.post("/ask", &form.fields(question, consent)).await
    }

    /// Asks from beginning to end; gives the receipt.
    pub async fn ask(&self, question: &str, consent: &str) -> String {
        let form = self.open_forms(1).await.unwrap().remove(0);
        self.ask_by(form, question, consent).await
    }

    /// The same by a form that was opened before.
    pub async fn ask_by(&self, form: Form, question: &str, consent: &str) -> String {
        let sent = self.send(&form, question, consent).await.unwrap();
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
        let shown = between(&sent.body, "id=\"receipt\"", "</p>").expect(&sent.body);
        assert_eq!(shown.split_once('>').unwrap().1, form.words);
        form.words
    }

    /// The page that a receipt opens.
    pub async fn come_back(&self, words: &str) -> Answer {
        self.post("/receipt", &[("code", words)]).await.unwrap()
    }
}

impl Form {
    pub fn of(page: &str) -> Self {
        let value = |name: &str| {
            between(page, &format!("name=\"{name}\" value=\""), "\"").expect(name).to_owned()
        };
        Self { words: value("receipt"), token: value("form") }
    }

    /// Filled in.
    pub fn fields<'a>(&'a self, question: &'a str, consent: &'a str) -> [(&'a str, &'a str); 4] {
        [
            ("question", question),
            ("consent", consent),
            ("receipt", &self.words),
            ("form", &self.token),
        ]
    }
}

impl Columnist {
    /// Somebody at the door.
    pub fn stranger(base: &str) -> Self {
        Self { http: client().build().unwrap(), base: base.to_owned(), cookies: String::new() }
    }

    /// Signs in, which opens the desk.
    pub async fn sign_in(base: &str, account: &str, password: &str) -> Self {
        let mut columnist = Self::stranger(base);
        let fields = [("account", account), ("password", password)];
        let answer = columnist.post("/desk/login", &fields).await.unwrap();
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
        let pairs =
            cookies.map(|line| line.to_str().unwrap().split(';').next().unwrap().to_owned());
        columnist.cookies = pairs.collect::<Vec<_>>().join("; ");
        columnist
    }

    pub async fn get(&self, path: &str) -> Answered {
        let request =
            self.http.get(format!("{}{path}", self.base)).header(header::COOKIE, &self.cookies);
        Answer::read(request).await
    }

    /// A file that must be there.
    pub async fn bytes(&self, path: &str) -> Answered<Vec<u8>> {
        let request = self.http.get(format!("{}{path}", self.base));
        let response = request.header(header::COOKIE, &self.cookies).send().await?;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Ok(response.bytes().await?.to_vec())
    }

    /// Sends a form of the desk. Where a post is not published for want of ticks, they are set and it is sent again.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let answer = self.post_as_it_is(path, fields).await?;
        if answer.status != StatusCode::CONFLICT {
            return Ok(answer);
        }
        let ticks = answer.body.split(r#"name="tick-"#).skip(1);
        let ticks: Vec<_> = ticks.filter_map(|tick| tick.split_once(r#"" value=""#)).collect();
        let names: Vec<_> = ticks.iter().map(|(name, _)| format!("tick-{name}")).collect();
        let values = ticks.iter().map(|(_, rest)| rest.split('"').next().unwrap_or_default());
        let ticked = fields.iter().copied().chain(names.iter().map(String::as_str).zip(values));
        self.post_as_it_is(path, &ticked.collect::<Vec<_>>()).await
    }

    async fn post_as_it_is(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let request = self.http.post(format!("{}{path}", self.base));
        let request =
            request.header(header::ORIGIN, &self.base).header(header::COOKIE, &self.cookies);
        Answer::read(form(request, fields)).await
    }

    /// Sends a body as the editor's script does, which wants JSON.
    pub async fn post_script(&self, path: &str, kind: &str, body: Vec<u8>) -> Answered {
        let request = self.http.post(format!("{}{path}", self.base)).body(body);
        let request = request.header(header::CONTENT_TYPE, kind);
        let request = request.header(header::ACCEPT, "application/json");
        let request =
            request.header(header::ORIGIN, &self.base).header(header::COOKIE, &self.cookies);
        Answer::read(request).await
    }

    /// Does something that must succeed, which a redirect says; gives where it leads.
    pub async fn act(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields).await.unwrap();
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        answer.location().split('?').next().unwrap().to_owned()
    }

    /// A page of the desk.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await.unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }

    /// Locks the desk; it is locked when this returns.
    pub async fn lock(&self) {
        self.act("/desk/lock", &[]).await;
    }

    /// Every letter of a list, over all its pages: where it is and its first line.
    pub async fn letters(&self, list: &str) -> Vec<(String, String)> {
        let mut letters = Vec::new();
        let mut next = Some(list.to_owned());
        while let Some(path) = next {
            let page = self.page(&path).await;
            letters.extend(rows(&page));
            next =
                between(&page, "rel=\"next\" href=\"", "\"").map(|path| path.replace("&amp;", "&"));
        }
        letters
    }

    /// The one letter that a search finds.
    pub async fn find(&self, marker: &str) -> String {
        let found = self.letters(&format!("/desk?q={marker}")).await;
        assert_eq!(found.len(), 1, "letters that say {marker}: {found:?}");
        found[0].0.clone()
    }
}

/// The rows of a queue's page.
fn rows(page: &str) -> Vec<(String, String)> {
    let list = between(page, "<ol class=\"rows\">", "</ol>").unwrap_or_default();
    let links = list.split("href=\"/desk/questions/").skip(1);
    links
        .map(|link| {
            (
                format!("/desk/questions/{}", until(link, "\"")),
                until(link.split_once('>').unwrap().1, "</a>"),
            )
        })
        .collect()
}

/// What stands between two marks, the first time.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

fn until(text: &str, end: &str) -> String {
    text.split(end).next().unwrap_or_default().to_owned()
}

fn form(request: RequestBuilder, fields: &[(&str, &str)]) -> RequestBuilder {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)
}

/// No redirect is followed, and no proxy of this machine is asked.
fn client() -> reqwest::ClientBuilder {
    Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy()
}
