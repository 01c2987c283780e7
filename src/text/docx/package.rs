//! The zip file that a Word document is (ECMA-376 part 2), opened with a limit on what comes out.

use crate::{
    limits::{Limit, UNPACKED_BYTES, UNPACKED_FREELY, UNPACKED_TIMES},
    text::{TextError, markup},
};
use markup::{Markup, Node};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::{ZipArchive, result::ZipError};

/// The first bytes of the container that encrypted documents and those of before 2007 come in.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";

/// An open Word file.
pub(super) struct Package<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// A part that another part points to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last word of its type: `footnotes`.
    pub kind: String,
    /// The path of the part within the file.
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens the bytes of a file; `name` is what messages call it.
    pub(super) fn open(bytes: &'a [u8], name: &'a str) -> Result<Self, TextError> {
        if bytes.starts_with(OLE) {
            let encrypted: Vec<u8> = "EncryptedPackage"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            let locked = bytes.windows(encrypted.len()).any(|w| w == encrypted);
            return Err(if locked {
                TextError::Locked {
                    name: name.to_owned(),
                    what: "Word file",
                }
            } else {
                TextError::OldWord {
                    name: name.to_owned(),
                }
            });
        }
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => Ok(Self {
                name,
                zip,
                left: UNPACKED_BYTES,
            }),
            Err(cause) => Err(broken(name, &cause.to_string())),
        }
    }

    /// The path of the letter itself.
    pub(super) fn document(&mut self) -> Result<String, TextError> {
        let named = self
            .relations("")
            .into_iter()
            .find(|r| r.kind == "officeDocument")
            .map(|r| r.target);
        let path = named.unwrap_or_else(|| "word/document.xml".to_owned());
        if self.zip.index_for_name(&path).is_some()
            && !path.starts_with("xl/")
            && !path.starts_with("ppt/")
        {
            return Ok(path);
        }
        let what = if self.zip.index_for_name("content.xml").is_some() {
            "it looks like an OpenDocument file"
        } else if path.starts_with("xl/") {
            "it is a workbook"
        } else if path.starts_with("ppt/") {
            "it is a presentation"
        } else {
            "it may be a folder that was zipped"
        };
        Err(TextError::NoDocument {
            name: self.name.to_owned(),
            what,
        })
    }

    /// A part's XML; `None` where there is no such part.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, TextError> {
        let limit = self.left;
        let mut file = match self.zip.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(TextError::Locked {
                    name: self.name.to_owned(),
                    what: "Word file",
                });
            }
            Err(cause) => return Err(broken(self.name, &cause.to_string())),
        };
        let mut bytes = Vec::new();
        // What the file says of its own size is not to be trusted, what it holds packed is there.
        let dense = file.compressed_size().saturating_mul(UNPACKED_TIMES);
        let dense = dense.max(UNPACKED_FREELY);
        file.by_ref()
            .take(limit.min(dense) + 1)
            .read_to_end(&mut bytes)
            .map_err(|cause| broken(self.name, &format!("{path}: {cause}")))?;
        let read = bytes.len() as u64;
        if read > limit {
            return Err(TextError::over(self.name, Limit::Unpacked));
        }
        if read > dense {
            return Err(TextError::over(self.name, Limit::UnpackedTimes));
        }
        self.left -= read;
        let xml = markup::decode(&bytes).into_owned();
        markup::check(&xml).map_err(|limit| TextError::over(self.name, limit))?;
        Ok(Some(xml))
    }

    /// What a part points to, in the order of its list; for the file as a whole, the path is empty.
    pub(super) fn relations(&mut self, path: &str) -> Vec<Relation> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let slash = if folder.is_empty() { "" } else { "/" };
        let list = self
            .part(&format!("{folder}{slash}_rels/{file}.rels"))
            .ok()
            .flatten()
            .unwrap_or_default();
        let mut markup = Markup::new(&list);
        let mut out = Vec::new();
        while let Ok(node) = markup.next() {
            match node {
                Node::Open(tag)
                    if tag.name() == "Relationship"
                        && tag.attribute("TargetMode").as_deref() != Some("External") =>
                {
                    let (Some(kind), Some(target)) =
                        (tag.attribute("Type"), tag.attribute("Target"))
                    else {
                        continue;
                    };
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let target = target
                        .strip_prefix('/')
                        .map_or_else(|| format!("{folder}{slash}{target}"), str::to_owned);
                    out.push(Relation { kind, target });
                }
                Node::End(_) => break,
                _ => {}
            }
        }
        out
    }
}

/// The parts of each kind.
pub(super) fn by_kind(relations: Vec<Relation>) -> BTreeMap<String, Vec<String>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for relation in relations {
        out.entry(relation.kind).or_default().push(relation.target);
    }
    out
}

/// The error for a file that is not whole.
pub(super) fn broken(name: &str, cause: &str) -> TextError {
    TextError::Broken {
        name: name.to_owned(),
        what: "Word file",
        cause: cause.to_owned(),
    }
}
