//! Dutch words with a grammatical role (`ontology/rules/words.toml`).

use super::{Form, Trigger};
use crate::key::Key;
use hashbrown::HashTable;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What a word does in a sentence. A word can do several things.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Role { $($(#[$doc])* $name,)* }

        impl Role {
            /// All roles with the names of their lists in the file.
            pub const ALL: &'static [(Role, &'static str)] = &[$((Role::$name, $key),)*];
        }
    };
}

roles! {
    /// Its full stop ends no sentence.
    Abbreviation = "abbreviation",
    /// An article or what stands in its place.
    Determiner = "determiner",
    /// Points back: "deze".
    Demonstrative = "demonstrative",
    /// The minister's own: "mijn".
    Possessive = "possessive",
    /// A preposition.
    Preposition = "preposition",
    /// Joins equals: "en".
    Coordinator = "coordinator",
    /// Sets clauses against each other: "maar".
    Adversative = "adversative",
    /// Opens a subordinate clause.
    Subordinator = "subordinator",
    /// Opens a relative clause.
    Relative = "relative",
    /// A personal pronoun of the third person.
    Personal = "personal",
    /// The minister who answers.
    Own = "self",
    /// Denies its clause.
    Negation = "negation",
    /// A form of "zijn".
    Be = "be",
    /// A form of "worden".
    Become = "become",
    /// A form of "hebben".
    Have = "have",
    /// A modal verb.
    Modal = "modal",
    /// A verb that puts its clause into the future.
    Future = "future",
    /// "zou".
    Conditional = "conditional",
    /// A form of "laten".
    Let = "let",
    /// A word that makes its clause a plan.
    Plan = "plan",
    /// A wish or an expectation: what is wished for is not so yet.
    Wish = "wish",
    /// Says of what follows that it is so: "het klopt niet dat …".
    Truth = "truth",
    /// Says of what follows that it is not so: "het is onjuist dat …".
    Falsity = "falsity",
    /// A noun that passes on what is said of it.
    Transparent = "transparent",
    /// Gives examples of the noun before it.
    Exemplifier = "exemplifier",
    /// A month.
    Month = "month",
    /// May stand within a name.
    Connective = "connective",
    /// An adverb: never part of a name.
    Adverb = "adverb",
    /// Names nothing by itself, though it has a capital.
    Nameless = "nameless",
    /// An adjective that only places a thing among others: "nieuwe".
    Vague = "vague",
    /// A part through which a body acts.
    Organ = "organ",
    /// Opens the name of a part of a law.
    Article = "article",
    /// Stands between the number of an article and its law.
    Paragraph = "paragraph",
    /// A surname stands after it.
    Title = "title",
    /// A surname may stand after it.
    OfficeTitle = "office-title",
    /// An office title behind which a field of work may stand, too.
    FieldTitle = "field-title",
    /// Is sent to parliament under a number.
    Submitted = "submitted",
    /// Goes before a surname.
    SurnamePrefix = "surname-prefix",
    /// An English noun after which "of" is English as well.
    EnglishNoun = "english-noun",
    /// A noun for a person, whose name may stand after it.
    PersonNoun = "person-noun",
    /// Names what somebody has to do.
    Duty = "duty",
    /// Asks another to act.
    Control = "control",
    /// Calls on another to act, which nobody does for that.
    Advice = "advice",
    /// A meeting of parliament that a field of work may follow: "commissiedebat Politie".
    Debate = "debate",
    /// An office that "van" and a name complete.
    Post = "post",
    /// Names a norm before a number.
    Norm = "norm",
    /// A given name: a person's surname may stand after it.
    GivenName = "given-name",
    /// A noun that says when.
    Time = "time",
    /// A participle whose perfect takes "zijn".
    Begun = "begun",
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u64);

impl Roles {
    /// Whether the role is in the set.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }

    /// Whether one of the roles is in the set.
    pub fn any(self, roles: &[Role]) -> bool {
        let wanted = roles.iter().fold(Self::default(), |all, r| all.with(*r));
        self.0 & wanted.0 != 0
    }

    /// The set with the role added.
    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u64)
    }

    /// Whether the word is an auxiliary in one of its forms.
    pub fn auxiliary(self) -> bool {
        self.any(&[
            Role::Be,
            Role::Become,
            Role::Have,
            Role::Modal,
            Role::Future,
            Role::Conditional,
            Role::Let,
        ])
    }

    /// Whether it has no grammatical role: a word of content. Lists that only serve the finding of
    /// names do not count.
    pub const fn is_empty(self) -> bool {
        const NAMING: &[Role] = &[
            Role::Article,
            Role::Paragraph,
            Role::Title,
            Role::OfficeTitle,
            Role::FieldTitle,
            Role::Submitted,
            Role::Nameless,
            Role::Organ,
            Role::EnglishNoun,
            Role::PersonNoun,
            Role::Norm,
            Role::Post,
            Role::Debate,
            Role::Wish,
            Role::Truth,
            Role::Falsity,
            Role::Duty,
            Role::Control,
            Role::Advice,
            Role::GivenName,
            Role::Time,
            Role::Begun,
        ];
        let mut naming = 0;
        let mut i = 0;
        while i < NAMING.len() {
            naming |= 1 << NAMING[i] as u64;
            i += 1;
        }
        self.0 & !naming == 0
    }
}

/// Which word of [`Words`] a word is; words that the rules do not know share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LexemeId(u32);

impl LexemeId {
    /// Its place among the words that the rules know, unless they do not know it.
    pub(crate) const fn known(self) -> Option<usize> {
        if self.0 == 0 {
            None
        } else {
            Some(self.0 as usize)
        }
    }
}

/// What the rules know of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexeme {
    /// What it does in a sentence.
    pub roles: Roles,
    /// Which form of a known verb it is.
    pub form: Option<Form>,
    /// Index of the head noun that it is, and whether it is its plural.
    pub(crate) head: Option<(usize, bool)>,
    /// A head noun of several words may begin with it: "plan" for "plan van aanpak".
    pub(crate) opens_head: bool,
    /// A pattern may begin with it.
    pub(crate) opens_pattern: bool,
    /// Which frames it may make fire.
    pub triggers: Vec<Trigger>,
}

/// All words that the rules know, in lower case. A word is looked up once; what is known of it then
/// stands at its id.
#[derive(Debug, Clone)]
pub struct Words {
    ids: HashTable<(Key, LexemeId)>,
    /// The first is the word that is not known.
    lexemes: Vec<Lexeme>,
    /// How the words are written, each at its id.
    written: Vec<Box<str>>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            ids: HashTable::new(),
            lexemes: vec![Lexeme::default()],
            written: vec![Box::default()],
        }
    }
}

impl Words {
    /// What is known of a word, to add to it.
    pub(super) fn entry(&mut self, word: &str) -> &mut Lexeme {
        let mut id = self.id(word);
        if id == LexemeId::default() {
            let key = Key::of(word);
            id = LexemeId(u32::try_from(self.lexemes.len()).unwrap_or_default());
            let hash = |(key, _): &(Key, LexemeId)| key.hash();
            self.ids.insert_unique(key.hash(), (key, id), hash);
            self.lexemes.push(Lexeme::default());
            self.written.push(word.into());
        }
        // the id of a word is the place of its lexeme
        &mut self.lexemes[id.0 as usize]
    }

    /// Gives `word` (in lower case) one more role.
    pub(super) fn add(&mut self, word: &str, role: Role) {
        let lexeme = self.entry(word);
        lexeme.roles = lexeme.roles.with(role);
    }

    /// Which word a word in lower case is.
    pub fn id(&self, word: &str) -> LexemeId {
        self.id_of(word, Key::of(word))
    }

    /// Which word a word in lower case is; `key` is its key.
    pub(crate) fn id_of(&self, word: &str, key: Key) -> LexemeId {
        let is_word = |(known, id): &(Key, LexemeId)| {
            *known == key && (key.tells() || *self.written[id.0 as usize] == *word)
        };
        let known = self.ids.find(key.hash(), is_word);
        known.map(|(_, id)| *id).unwrap_or_default()
    }

    /// What is known of a word.
    pub fn lexeme(&self, id: LexemeId) -> &Lexeme {
        // every id was given out for a place in the list
        &self.lexemes[id.0 as usize]
    }

    /// What is known of a word in lower case.
    pub fn of(&self, word: &str) -> &Lexeme {
        self.lexeme(self.id(word))
    }

    /// The roles of a word in lower case.
    pub fn roles(&self, word: &str) -> Roles {
        self.of(word).roles
    }

    /// Whether `word` has the role.
    pub fn is(&self, word: &str, role: Role) -> bool {
        self.roles(word).has(role)
    }

    /// Whether `word` ends in a word of the role: "voortgangsbrief".
    pub fn ends_in(&self, word: &str, role: Role) -> bool {
        word.char_indices()
            .any(|(at, _)| word.get(at..).is_some_and(|end| self.is(end, role)))
    }
}
