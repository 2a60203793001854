//! Pictures: what is taken, what is kept, and what may be wrong with a file.

/// Bytes of a picture's file at the most: 20 MB, as cameras and hosts count them.
pub const PICTURE_BYTES_MAX: usize = 20_000_000;
/// Pixels of a picture at the most: what a phone of 50 megapixels makes.
pub const PICTURE_PIXELS_MAX: u64 = 50_000_000;
/// Pixels of a picture's longer side at the most.
pub const PICTURE_SIDE_MAX: u32 = 20_000;
/// Bytes of memory at the most while a picture is read and made smaller, its file not counted: 400 MiB. A photo of 12
/// megapixels takes a fifth of it.
pub const PICTURE_MEMORY_BYTES_MAX: u64 = 400 * 1_024 * 1_024;
/// The widths in which a picture is kept, in pixels, smallest first. None is wider than the picture came.
pub const PICTURE_WIDTHS: [u32; 3] = [480, 960, 1_600];

/// Why a file does not become a picture. Each names what its sender can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureProblem {
    /// The file is larger than [`PICTURE_BYTES_MAX`].
    #[error("the file is too large")]
    TooManyBytes,
    /// A side is longer than [`PICTURE_SIDE_MAX`].
    #[error("the picture is too long or too wide")]
    TooLong,
    /// It has more pixels than [`PICTURE_PIXELS_MAX`].
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// Its pixels would take more than [`PICTURE_MEMORY_BYTES_MAX`], as those of 16 bits a colour may.
    #[error("the picture takes too much memory")]
    TooMuchMemory,
    /// Its content is not that of a picture, whatever its name says.
    #[error("not a picture")]
    NoPicture,
    /// A picture of a kind that is not taken; holds the kind's name, as `HEIC`.
    #[error("a picture of the kind {0} is not taken")]
    OtherKind(&'static str),
    /// It begins as a picture and cannot be read to its end.
    #[error("the picture is broken or cut off")]
    Broken,
}

/// The formats in which pictures are kept and shown; every reader's browser has both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureKind {
    /// For photographs.
    Jpeg,
    /// For what is see-through, and for drawings.
    Png,
}

impl PictureKind {
    /// What the addresses of such pictures end with, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// The kind that an address ends with.
    pub fn of_extension(extension: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png].into_iter().find(|kind| kind.extension() == extension)
    }

    /// As in the header `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_again_by_the_end_of_its_address() {
        for kind in [PictureKind::Jpeg, PictureKind::Png] {
            assert_eq!(PictureKind::of_extension(kind.extension()), Some(kind));
        }
        for other in ["", "jpeg", "JPG", "png ", "svg"] {
            assert_eq!(PictureKind::of_extension(other), None, "{other}");
        }
    }
}
