//! Rule files as they are written, before they are checked.

use super::Irregular;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RuleFile {
    pub(super) words: BTreeMap<Spanned<String>, Vec<String>>,
    pub(super) irregular: BTreeMap<String, Irregular>,
    pub(super) verbs: Vec<String>,
    pub(super) head: Vec<RawHead>,
    pub(super) frame: Vec<RawFrame>,
    pub(super) pattern: Vec<RawPattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHead {
    pub(super) class: Spanned<String>,
    #[serde(default)]
    pub(super) also: Vec<Spanned<String>>,
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) bare: bool,
    #[serde(default)]
    pub(super) located: bool,
    #[serde(default = "yes")]
    pub(super) compound: bool,
    #[serde(default)]
    pub(super) described: bool,
    #[serde(default)]
    pub(super) of: bool,
    #[serde(default = "yes")]
    pub(super) alone: bool,
    #[serde(default)]
    pub(super) except: Vec<String>,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFrame {
    pub(super) name: Spanned<String>,
    pub(super) predicate: Spanned<String>,
    #[serde(default)]
    pub(super) verbs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) phrases: Vec<String>,
    #[serde(default)]
    pub(super) with: Vec<String>,
    #[serde(default)]
    pub(super) without: Vec<String>,
    pub(super) subject: Vec<Spanned<String>>,
    pub(super) object: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) subject_classes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) object_classes: Vec<Spanned<String>>,
    pub(super) status: Option<Spanned<String>>,
    pub(super) example: Vec<Spanned<String>>,
    pub(super) counter: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPattern {
    pub(super) name: Spanned<String>,
    pub(super) predicate: Spanned<String>,
    pub(super) pattern: Spanned<String>,
    pub(super) status: Option<Spanned<String>>,
    pub(super) example: Vec<Spanned<String>>,
    pub(super) counter: Vec<Spanned<String>>,
}
