//! What stands around the demo's posts: times, blocks, snippets, pages, a picture.

use serde::Deserialize;

use super::super::{Desk, Result};
use crate::domain::{
    BlockId, BlockText, Face, Move, PicturePlace, PostKind, PostText, Rhythm, SettingsChange, Slug,
    Snippet, Zone,
};

/// Drawn for the demo.
const PICTURE: &[u8] = include_bytes!("../../../assets/demo/letters-at-night.png");
const PORTRAIT: &[u8] = include_bytes!("../../../assets/demo/mara.png");

#[derive(Deserialize)]
struct File {
    zone: String,
    /// Days and times.
    rhythm: Vec<(String, String)>,
    picture_alt: String,
    portrait_alt: String,
    /// A few words on who answers.
    about: String,
    blocks: Vec<DemoBlock>,
    snippets: Vec<DemoSnippet>,
    pages: Vec<DemoPage>,
}

#[derive(Deserialize)]
struct DemoBlock {
    name: String,
    place: String,
    text: String,
}

#[derive(Deserialize)]
struct DemoSnippet {
    name: String,
    text: String,
}

#[derive(Deserialize)]
struct DemoPage {
    title: String,
    slug: String,
    answer: String,
}

/// What the demo's posts use of it.
pub(super) struct Around {
    pub zone: Zone,
    /// The picture, as a text names it.
    pub picture: String,
    named: Vec<(String, BlockId)>,
}

impl Around {
    /// Puts all of it into a fresh column.
    pub async fn fill(desk: &Desk) -> Result<Self> {
        let text = include_str!("../../../assets/demo/around.json");
        let file: File = serde_json::from_str(text).map_err(anyhow::Error::from)?;
        let zone = Zone::parse(&file.zone).map_err(anyhow::Error::from)?;
        let rhythm = file.rhythm.iter().map(|(day, time)| (day.as_str(), time.as_str()));
        let rhythm = Rhythm::parse(rhythm).map_err(anyhow::Error::from)?;
        for change in
            [SettingsChange::Zone { zone: zone.clone() }, SettingsChange::Rhythm { rhythm }]
        {
            desk.change_settings(change).await.map_err(anyhow::Error::from)?;
        }
        for block in &file.blocks {
            let text = BlockText::parse(&block.name, &block.place, &block.text);
            desk.add_block(text.map_err(anyhow::Error::from)?).await?;
        }
        for snippet in &file.snippets {
            let snippet = Snippet::parse(&snippet.name, &snippet.text);
            let put = desk.put_snippet(None, snippet.map_err(anyhow::Error::from)?).await?;
            put.map_err(anyhow::Error::from)?;
        }
        for page in file.pages {
            put_page(desk, page).await?;
        }
        introduce(desk, file.about, file.portrait_alt).await?;
        let taken = desk.add_picture(PICTURE.to_vec(), file.picture_alt).await;
        let picture = taken.map_err(anyhow::Error::from)?.picture.markdown();
        let blocks = desk.blocks(&[]).await?.into_iter().map(|block| (block.name, block.id));
        Ok(Self { zone, picture, named: blocks.collect() })
    }

    /// The blocks of these names.
    pub fn blocks(&self, names: &[String]) -> Vec<BlockId> {
        let id = |name: &String| self.named.iter().find(|(known, _)| known == name);
        names.iter().filter_map(id).map(|(_, id)| *id).collect()
    }
}

/// Says who answers, with a portrait.
async fn introduce(desk: &Desk, about: String, portrait_alt: String) -> Result<()> {
    let taken = desk.add_picture(PORTRAIT.to_vec(), portrait_alt).await;
    let portrait = taken.map_err(anyhow::Error::from)?.picture;
    let face = Face { about, ..desk.face()? };
    let place = PicturePlace::Portrait;
    for change in
        [SettingsChange::Face { to: face }, SettingsChange::Picture { place, to: Some(portrait) }]
    {
        desk.change_settings(change).await.map_err(anyhow::Error::from)?;
    }
    Ok(())
}

/// Publishes a page and puts it into the menu.
async fn put_page(desk: &Desk, page: DemoPage) -> Result<()> {
    let text = PostText {
        title: page.title,
        answer: page.answer,
        slug: Slug::parse(&page.slug),
        ..PostText::default()
    };
    let id = desk.begin_without_letter(PostKind::Page, text).await?;
    desk.move_page(id, Move::In).await?;
    desk.publish(id, 1).await.map(drop)
}
