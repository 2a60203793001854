//! Pictures: into the vault, and out of it with the posts that show them.

use std::collections::HashSet;

use tokio::sync::Semaphore;

use super::desk::Desk;
use super::{Error, OpenDesk, Result, Service, blocks, shelf};
use crate::domain::{
    OutboxRow, Outgoing, PICTURES_DESK, Picture, PictureFile, PictureFileName, PictureId,
    PictureProblem, PrintedBlocks, SettingsChange,
};
use crate::markdown::{self, Gallery};
use crate::pictures::{self, Prepared};
use crate::seal;
use crate::vault::{AddedPicture, NewPicture};

/// Pictures on one page of the library.
const LIBRARY_PICTURES: u32 = 24;
/// Pictures that wait to be made ready, or are; one more is asked to come again.
const WAITING_MAX: usize = 8;

/// Where pictures are made ready: one at a time, since each may take hundreds of MiB.
pub(super) struct Easel {
    places: Semaphore,
    turn: Semaphore,
}

impl Easel {
    pub(super) fn new() -> Self {
        Self { places: Semaphore::new(WAITING_MAX), turn: Semaphore::new(1) }
    }
}

/// A picture that was taken into the library.
pub struct Taken {
    pub picture: Picture,
    /// It moved before, and stands still now.
    pub moved: bool,
}

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error(transparent)]
    Unfit(#[from] PictureProblem),
    /// There is no room for more pictures.
    #[error("the library is full")]
    LibraryFull,
    #[error(transparent)]
    Failed(#[from] Error),
}

/// The files of one picture with their contents, the smallest first.
type Files = Vec<(PictureFile, Vec<u8>)>;

/// A page of the library.
pub struct Library {
    /// The newest first.
    pub pictures: Vec<Picture>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
}

impl Desk {
    /// Takes a picture into the library; one that is there already is found again.
    ///
    /// # Errors
    ///
    /// * [`PictureError::Unfit`] says what is wrong with the file.
    /// * [`PictureError::LibraryFull`] over the limits of the library.
    /// * [`Error::Busy`] when others wait to be made ready.
    pub async fn add_picture(&self, file: Vec<u8>, alt: String) -> Result<Taken, PictureError> {
        let (files, moved) = self.prepare(file).await?;
        let new = NewPicture { id: PictureId(seal::random_bytes()), alt, files };
        let added = self.open.writer.add_picture(new, self.act()).await.map_err(Error::from)?;
        let AddedPicture::Kept(id) = added else { return Err(PictureError::LibraryFull) };
        Ok(Taken { picture: self.picture(id).await?, moved })
    }

    /// Makes a picture ready, when its turn has come: its files, and whether it moved before.
    async fn prepare(&self, file: Vec<u8>) -> Result<(Files, bool), PictureError> {
        let easel = &self.service.inner.easel;
        let _place = easel.places.try_acquire().map_err(|_| Error::Busy)?;
        let _turn = easel.turn.acquire().await.map_err(|_| Error::Busy)?;
        let prepare = move || pictures::prepare(&file).map(named);
        let prepared = tokio::task::spawn_blocking(prepare).await;
        Ok(prepared.map_err(Error::from)??)
    }

    /// A page of the library, of pictures that came before `before`.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn library(&self, before: Option<i64>) -> Result<Library> {
        let mut rows = self.open.reader.pictures(before, LIBRARY_PICTURES + 1).await?;
        let more = rows.len() > LIBRARY_PICTURES as usize;
        rows.truncate(LIBRARY_PICTURES as usize);
        let next = rows.last().map(|(key, _)| *key).filter(|_| more);
        Ok(Library { pictures: rows.into_iter().map(|(_, picture)| picture).collect(), next })
    }

    /// One picture of the library.
    ///
    /// # Errors
    ///
    /// * [`Error::NotFound`].
    pub async fn picture(&self, id: PictureId) -> Result<Picture> {
        self.open.reader.picture(id).await?.ok_or(Error::NotFound)
    }

    /// The content of a picture's file, from the vault.
    ///
    /// # Errors
    ///
    /// * [`Error::NotFound`].
    pub async fn picture_bytes(&self, file: PictureFileName) -> Result<Vec<u8>> {
        self.open.reader.picture_bytes(file).await?.ok_or(Error::NotFound)
    }

    /// Changes what a picture shows in words. Posts that are public keep the words they went out with until they are
    /// published again.
    ///
    /// # Errors
    ///
    /// * [`Error::NotFound`].
    pub async fn set_alt(&self, id: PictureId, alt: String) -> Result<()> {
        Ok(self.open.writer.set_alt(id, alt).await?)
    }

    /// Deletes a picture that no post and no setting names; false where one does.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn delete_picture(&self, id: PictureId) -> Result<bool> {
        if self.settings()?.pictures.iter().any(|picture| picture.id == id) {
            return Ok(false);
        }
        Ok(self.open.writer.delete_picture(id).await?)
    }

    /// An answer with its blocks as the desk shows it before it is public: its pictures come from the vault.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn rendered(&self, around: PrintedBlocks, answer: String) -> Result<String> {
        let texts = around.texts_with(&answer);
        let pictures = self.open.reader.pictures_named_in(texts).await?;
        let render = move || {
            let gallery = Gallery { pictures: &pictures, base: PICTURES_DESK };
            let render = |text: &str| markdown::render_with(text, &gallery);
            blocks::answer_html(&around, &answer, render)
        };
        Ok(tokio::task::spawn_blocking(render).await?)
    }
}

impl Service {
    /// The content of a public picture's file; none where it is not public, as before the hour of its post.
    ///
    /// # Errors
    ///
    /// * A fault of the disk or of the public store.
    pub async fn public_picture(&self, file: PictureFileName) -> Result<Option<Vec<u8>>> {
        let site = self.site()?;
        let mut of_column = site.settings.pictures.iter().flat_map(|picture| &picture.files);
        if !of_column.any(|own| own.file == file)
            && !self.inner.public.is_picture_shown(file).await?
        {
            return Ok(None);
        }
        let folder = self.inner.folder.path().to_owned();
        let read = move || shelf::read(&folder, &file);
        Ok(tokio::task::spawn_blocking(read).await?.map_err(anyhow::Error::from)?)
    }

    /// Brings the files that these decisions need into the open, before the decisions themselves: no post is public
    /// without its pictures. Safe to do twice. The caller has the turn to cross.
    pub(super) async fn hang_pictures(&self, open: &OpenDesk, rows: &[OutboxRow]) -> Result<()> {
        let files: HashSet<PictureFileName> =
            rows.iter().filter_map(|row| row.outgoing.as_ref()).flat_map(files_of).collect();
        let folder = self.inner.folder.path().to_owned();
        let missing = tokio::task::spawn_blocking(move || shelf::missing(&folder, files)).await?;
        for file in missing {
            let Some(bytes) = open.reader.picture_bytes(file).await? else { continue };
            let folder = self.inner.folder.path().to_owned();
            let put = move || shelf::put(&folder, &file, &bytes);
            tokio::task::spawn_blocking(put).await?.map_err(disk_error)?;
        }
        Ok(())
    }

    /// Removes the files that no public or released post shows any more. The caller has the turn to cross.
    pub(super) async fn take_pictures_down(&self) -> Result<()> {
        let mut keep = self.inner.public.picture_files().await?;
        let site = self.site()?;
        let pictures = site.settings.pictures.iter();
        keep.extend(pictures.flat_map(|picture| &picture.files).map(|file| file.file));
        let folder = self.inner.folder.path().to_owned();
        let sweep = move || shelf::keep_only(&folder, &keep);
        Ok(tokio::task::spawn_blocking(sweep).await?.map_err(anyhow::Error::from)?)
    }
}

/// The files of a picture that is ready, under the names of their contents.
fn named(prepared: Prepared) -> (Files, bool) {
    let Prepared { kind, sizes, moved } = prepared;
    let files = sizes.into_iter().map(|size| {
        let file = PictureFileName { name: seal::picture_name(&size.bytes), kind };
        (PictureFile { file, width: size.width, height: size.height }, size.bytes)
    });
    (files.collect(), moved)
}

/// The files that a decision shows.
fn files_of(outgoing: &Outgoing) -> Vec<PictureFileName> {
    let pictures: &[Picture] = match outgoing {
        Outgoing::Post(post) => &post.pictures,
        Outgoing::Settings { change } => match change.as_ref() {
            SettingsChange::Picture { to, .. } => to.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    pictures.iter().flat_map(|picture| &picture.files).map(|file| file.file).collect()
}

fn disk_error(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Error::Full,
        _ => Error::Internal(error.into()),
    }
}
