//! What the site says to machines: feeds, the site map, and the heads of its pages.

use feed_rs::model::Feed;

use crate::common::{Answer, COLUMN, Desk, PostFields, TestApp, Wanted};

const ORIGIN: &str = "https://column.example";

/// A column at an address of its own.
async fn column() -> TestApp {
    TestApp::spawn_with(Wanted { url: Some(ORIGIN), ..Wanted::default() }).await
}

/// Publishes a letter of its own with these tags; gives the editor's path and the public one.
async fn publish(
    app: &TestApp,
    desk: &Desk,
    title: &str,
    tags: &str,
    options: &[(&str, &str)],
) -> (String, String) {
    let letter = format!("What about {title}?");
    app.reader().ask(&letter).await;
    app.settle().await;
    let editor = desk.begin_post(&desk.find(&letter).await).await;
    desk.write(&editor, title, "Yes. See [more](/tags) &amp; *rest*.").await;
    let fields = PostFields { tags: tags.into(), ..desk.editor(&editor).await };
    desk.post(&editor, &fields.pairs()).await.expect(303);
    let fields = desk.editor(&editor).await;
    let fields: Vec<_> = fields.pairs().into_iter().chain(options.iter().copied()).collect();
    desk.put_out(&editor, &fields).await.expect(303);
    let links = desk.get(&editor).await.page().links();
    let public = links.into_iter().find(|(_, href)| href.starts_with("/posts/")).unwrap().1;
    (editor, public)
}

fn read(answer: &Answer) -> Feed {
    let parser = feed_rs::parser::Builder::new().base_uri(Some(ORIGIN)).build();
    parser.parse(answer.body.as_bytes()).unwrap()
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.as_str()).collect()
}

#[tokio::test]
async fn both_feeds_hold_the_newest_posts_in_full_with_whole_addresses() {
    let app = column().await;
    let desk = app.sign_in().await;
    publish(&app, &desk, "Trust", "trust, two words", &[]).await;
    app.pass(86_400);
    let desk = app.sign_in().await;
    publish(&app, &desk, "Sleep", "sleep", &[]).await;
    for (path, kind) in
        [("/feed.atom", "application/atom+xml"), ("/feed.json", "application/feed+json")]
    {
        let answer = app.reader().get(path).await.expect(200);
        assert!(answer.header("content-type").starts_with(kind), "{path}");
        let feed = read(&answer);
        assert_eq!(feed.title.as_ref().unwrap().content, COLUMN, "{path}");
        assert_eq!(titles(&feed), ["Sleep", "Trust"], "{path}");
        let entry = &feed.entries[1];
        assert_eq!(entry.links[0].href, format!("{ORIGIN}/posts/trust"), "{path}");
        let tags: Vec<_> = entry.categories.iter().map(|tag| tag.term.as_str()).collect();
        assert_eq!(tags, ["trust", "two words"], "{path}");
        assert_eq!(entry.published.unwrap().to_rfc3339(), "2026-11-22T00:00:00+00:00", "{path}");
        let body = entry.content.as_ref().unwrap().body.as_ref().unwrap();
        assert!(body.contains("What about Trust?") && body.contains("<em>rest</em>"), "{body}");
        assert!(body.contains(&format!("href=\"{ORIGIN}/tags\"")), "{body}");
    }
    let of_tag = read(&app.reader().get("/tags/two-words/feed.atom").await.expect(200));
    assert_eq!(titles(&of_tag), ["Trust"]);
    assert_eq!(of_tag.links[0].href, format!("{ORIGIN}/tags/two-words/feed.atom"));
    let of_tag = read(&app.reader().get("/tags/sleep/feed.json").await.expect(200));
    assert_eq!(titles(&of_tag), ["Sleep"]);
    for path in ["/tags/none/feed.atom", "/tags/none/feed.json", "/tags/N%C3%BC/feed.json"] {
        app.reader().get(path).await.expect(404);
    }
}

#[tokio::test]
async fn a_post_keeps_its_name_in_feeds_when_its_address_and_text_change() {
    let app = column().await;
    let desk = app.sign_in().await;
    let (editor, _) = publish(&app, &desk, "Trust", "", &[]).await;
    let before = read(&app.reader().get("/feed.atom").await);
    app.pass(2 * 86_400);
    let desk = app.sign_in().await;
    let fields = PostFields { slug: "faith".into(), ..desk.editor(&editor).await };
    desk.post(&editor, &fields.pairs()).await.expect(303);
    desk.publish(&editor).await;
    let after = read(&app.reader().get("/feed.atom").await);
    assert_eq!(before.entries[0].id, after.entries[0].id);
    assert_eq!(after.entries[0].links[0].href, format!("{ORIGIN}/posts/faith"));
    assert_eq!(after.updated.unwrap().to_rfc3339(), "2026-11-24T00:00:00+00:00");
    assert_eq!(after.entries[0].published, before.entries[0].published);
}

#[tokio::test]
async fn what_is_unlisted_or_taken_back_is_in_no_file_for_machines() {
    let app = column().await;
    let desk = app.sign_in().await;
    publish(&app, &desk, "Hidden", "hidden", &[("options", "yes"), ("unlisted", "yes")]).await;
    let (gone, _) = publish(&app, &desk, "Gone", "gone", &[]).await;
    publish(&app, &desk, "Shown", "shown", &[]).await;
    desk.change(&format!("{gone}/publication/delete"), &[]).await;
    for path in ["/feed.atom", "/feed.json", "/sitemap.xml"] {
        let body = app.reader().get(path).await.expect(200).body.to_lowercase();
        assert!(body.contains("/posts/shown"), "{path}: {body}");
        assert!(!body.contains("hidden") && !body.contains("gone"), "{path}: {body}");
    }
    for path in ["/tags/hidden/feed.atom", "/tags/gone/feed.json"] {
        app.reader().get(path).await.expect(404);
    }
}

#[tokio::test]
async fn the_map_lists_every_page_that_can_be_found_and_robots_are_led_to_it() {
    let app = column().await;
    let desk = app.sign_in().await;
    let (_, post) = publish(&app, &desk, "Trust", "trust", &[]).await;
    let begun = desk.post("/desk/posts", &[("kind", "page")]).await.expect(303);
    let page = begun.location().split('?').next().unwrap().to_owned();
    desk.write(&page, "About", "We read.").await;
    desk.publish_entry(&page).await;
    let robots = app.reader().get("/robots.txt").await.expect(200).body;
    assert!(robots.contains("Disallow: /desk/\n"), "{robots}");
    let map = robots.lines().find_map(|line| line.strip_prefix("Sitemap: ")).unwrap();
    let map = app.reader().get(map.strip_prefix(ORIGIN).unwrap()).await.expect(200);
    let places: Vec<&str> =
        map.body.split("<loc>").skip(1).map(|rest| rest.split_once("</loc>").unwrap().0).collect();
    for path in ["/", "/ask", "/tags", "/tags/trust", "/about", &post] {
        assert!(places.contains(&format!("{ORIGIN}{path}").as_str()), "{path}: {places:?}");
    }
    for place in places {
        app.reader().get(place.strip_prefix(ORIGIN).unwrap()).await.expect(200);
    }
}

#[tokio::test]
async fn a_post_tells_search_engines_and_feed_readers_what_it_is() {
    let app = column().await;
    let desk = app.sign_in().await;
    let (_, post) = publish(&app, &desk, "Trust", "trust", &[]).await;
    let answer = app.reader().get(&post).await.expect(200);
    let page = answer.page();
    let link = |rel: &str| -> Vec<String> {
        let links = page.all("link").into_iter().filter(|link| link.attr("rel") == rel);
        links.map(|link| link.attr("href").to_owned()).collect()
    };
    assert_eq!(link("canonical"), [format!("{ORIGIN}{post}")]);
    assert_eq!(link("alternate"), ["/feed.atom", "/feed.json"]);
    let told = |name: &str| {
        let metas = page.all("meta");
        let meta = metas.iter().find(|it| it.attr("property") == name || it.attr("name") == name);
        meta.map_or(String::new(), |meta| meta.attr("content").to_owned())
    };
    assert_eq!(told("og:type"), "article");
    assert_eq!(told("og:url"), format!("{ORIGIN}{post}"));
    assert_eq!(told("description"), "What about Trust?");
    let data = answer.body.split_once("application/ld+json\">").unwrap().1;
    let data: serde_json::Value =
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["@type"], "Article");
    assert_eq!((&data["headline"], &data["keywords"][0]), (&"Trust".into(), &"trust".into()));
    assert_eq!(data["mainEntityOfPage"], format!("{ORIGIN}{post}"));
    for path in ["/tags/trust", "/", "/ask"] {
        let body = app.reader().get(path).await.expect(200).body;
        assert!(body.contains("<meta name=\"description\""), "{path}");
        assert!(!body.contains("ld+json"), "{path}");
    }
    let tag = app.reader().get("/tags/trust").await.body;
    assert!(tag.contains("href=\"/tags/trust/feed.atom\""), "{tag}");
}

#[tokio::test]
async fn without_an_address_set_the_site_names_itself_by_where_it_listens() {
    let app = TestApp::spawn().await;
    let body = app.reader().get("/feed.json").await.expect(200).body;
    assert!(body.contains(&format!("\"home_page_url\":\"{}/\"", app.base)), "{body}");
}
