//! Every IRI that the program itself speaks of, by vocabulary.
//!
//! [`kg`] holds the terms of `ontology/model.ttl`; a test holds both against each other. The other
//! modules hold the few terms of shared vocabularies that the program reads or writes.
//!
//! [`kg`]: crate::vocab::kg

/// The address below which individuals stand unless the user asks for another one. Keys of
/// entities (`id/…`), letters (`letter/…`), claims and evidence are put behind it.
pub const BASE_IRI: &str = "https://w3id.org/kamergraph/";

/// Makes a module of constants out of a namespace and local names, and lists them in `ALL`.
macro_rules! terms {
    ($(#[$doc:meta])* $module:ident $namespace:literal { $($(#[$term_doc:meta])* $name:ident = $local:literal,)* }) => {
        $(#[$doc])*
        pub mod $module {
            use oxrdf::NamedNodeRef;

            /// The namespace of these terms.
            pub const NAMESPACE: &str = $namespace;

            $(
                $(#[$term_doc])*
                pub const $name: NamedNodeRef<'static> =
                    NamedNodeRef::new_unchecked(concat!($namespace, $local));
            )*

            /// All terms of this module.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),*];
        }
    };
}

terms! {
    /// The model of kamergraph.
    kg "https://w3id.org/kamergraph/def#" {
        /// Class “node”.
        NODE = "Node",
        /// Class “entity”.
        ENTITY = "Entity",
        /// Class “agent”.
        AGENT = "Agent",
        /// Class “body”.
        BODY = "Body",
        /// Class “public body”.
        PUBLIC_BODY = "PublicBody",
        /// Class “ministry”.
        MINISTRY = "Ministry",
        /// Class “regulator”.
        REGULATOR = "Regulator",
        /// Class “court”.
        COURT = "Court",
        /// Class “international body”.
        INTERNATIONAL_BODY = "InternationalBody",
        /// Class “organisation”.
        ORGANISATION = "Organisation",
        /// Class “political party”.
        PARTY = "Party",
        /// Class “person”.
        PERSON = "Person",
        /// Class “office”.
        ROLE = "Role",
        /// Class “state”.
        STATE = "State",
        /// Class “artefact”.
        ARTEFACT = "Artefact",
        /// Class “legislation”.
        LEGISLATION = "Legislation",
        /// Class “instrument”.
        INSTRUMENT = "Instrument",
        /// Class “programme”.
        PROGRAMME = "Programme",
        /// Class “service”.
        SERVICE = "Service",
        /// Class “document”.
        DOCUMENT = "Document",
        /// Class “record”.
        RECORD = "Record",
        /// Class “question”.
        QUESTION = "Question",
        /// Class “letter”.
        LETTER = "Letter",
        /// Class “dossier”.
        DOSSIER = "Dossier",
        /// Class “claim”.
        CLAIM = "Claim",
        /// Class “evidence”.
        EVIDENCE = "Evidence",
        /// Class “status”.
        STATUS = "Status",
        /// Status “stated”.
        STATED = "stated",
        /// Status “planned”.
        PLANNED = "planned",
        /// Status “denied”.
        DENIED = "denied",
        /// Status “asked”.
        ASKED = "asked",
        /// Property “is related to”.
        RELATED_TO = "relatedTo",
        /// Property “oversees”.
        OVERSEES = "oversees",
        /// Property “is designated under”.
        DESIGNATED_UNDER = "designatedUnder",
        /// Property “is responsible for”.
        RESPONSIBLE_FOR = "responsibleFor",
        /// Property “coordinates”.
        COORDINATES = "coordinates",
        /// Property “develops”.
        DEVELOPS = "develops",
        /// Property “funds”.
        FUNDS = "funds",
        /// Property “commissions”.
        COMMISSIONS = "commissions",
        /// Property “evaluates”.
        EVALUATES = "evaluates",
        /// Property “establishes”.
        ESTABLISHES = "establishes",
        /// Property “provides”.
        PROVIDES = "provides",
        /// Property “participates in”.
        PARTICIPATES_IN = "participatesIn",
        /// Property “cooperates with”.
        COOPERATES_WITH = "cooperatesWith",
        /// Property “supports”.
        SUPPORTS = "supports",
        /// Property “is part of”.
        PART_OF = "partOf",
        /// Property “implements”.
        IMPLEMENTS = "implements",
        /// Property “is based on”.
        BASED_ON = "basedOn",
        /// Property “is announced in”.
        ANNOUNCED_IN = "announcedIn",
        /// Property “describes”.
        DESCRIBES = "describes",
        /// Property “is addressed to”.
        ADDRESSED_TO = "addressedTo",
        /// Property “holds office”.
        HOLDS_OFFICE = "holdsOffice",
        /// Property “is an office in”.
        ROLE_IN = "roleIn",
        /// Property “is a member of”.
        MEMBER_OF = "memberOf",
        /// Property “is structurally related to”.
        STRUCTURALLY_RELATED_TO = "structurallyRelatedTo",
        /// Property “mentions”.
        MENTIONS = "mentions",
        /// Property “was asked by”.
        ASKED_BY = "askedBy",
        /// Property “was answered by”.
        ANSWERED_BY = "answeredBy",
        /// Property “refers to”.
        REFERS_TO = "refersTo",
        /// Property “cites”.
        CITES = "cites",
        /// Property “is in letter”.
        IN_LETTER = "inLetter",
        /// Property “is in dossier”.
        IN_DOSSIER = "inDossier",
        /// Property “has status”.
        HAS_STATUS = "status",
        /// Property “stands at question”.
        AT_QUESTION = "question",
        /// Property “read by rule”.
        RULE = "rule",
        /// Property “inferred”.
        INFERRED = "inferred",
        /// Property “number”.
        NUMBER = "number",
        /// Property “text of the question”.
        QUESTION_TEXT = "questionText",
        /// Property “text of the answer”.
        ANSWER_TEXT = "answerText",
        /// Property “text of the letter”.
        TEXT = "text",
        /// Property “SHA-256”.
        SHA256 = "sha256",
        /// Property “asked on”.
        ASKED_ON = "askedOn",
        /// Property “answered on”.
        ANSWERED_ON = "answeredOn",
        /// Property “abbreviation”.
        ABBREVIATION = "abbreviation",
        /// Property “ambiguous label”.
        AMBIGUOUS_LABEL = "ambiguousLabel",
        /// Property “also counts as”.
        ALSO_COUNTS_AS = "alsoCountsAs",
        /// Property “valid from”.
        VALID_FROM = "validFrom",
        /// Property “valid until”.
        VALID_UNTIL = "validUntil",
        /// Property “abstract”.
        ABSTRACT = "abstract",
    }
}

terms! {
    /// RDF.
    rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        /// Class of what it describes.
        TYPE = "type",
        /// A triple that is spoken of.
        STATEMENT = "Statement",
        /// Its subject.
        SUBJECT = "subject",
        /// Its predicate.
        PREDICATE = "predicate",
        /// Its object.
        OBJECT = "object",
        /// The triple that is spoken of (RDF 1.2).
        REIFIES = "reifies",
    }
}

terms! {
    /// RDF Schema.
    rdfs "http://www.w3.org/2000/01/rdf-schema#" {
        /// A name for people.
        LABEL = "label",
        /// Class within a class.
        SUB_CLASS_OF = "subClassOf",
        /// Property within a property.
        SUB_PROPERTY_OF = "subPropertyOf",
        /// Class of subjects.
        DOMAIN = "domain",
        /// Class of objects.
        RANGE = "range",
        /// What says more of it.
        SEE_ALSO = "seeAlso",
    }
}

terms! {
    /// OWL 2.
    owl "http://www.w3.org/2002/07/owl#" {
        /// A vocabulary.
        ONTOLOGY = "Ontology",
        /// A class.
        CLASS = "Class",
        /// A property between things.
        OBJECT_PROPERTY = "ObjectProperty",
        /// A property of things with a text, a number or a truth value.
        DATATYPE_PROPERTY = "DatatypeProperty",
        /// A property that no reasoner minds.
        ANNOTATION_PROPERTY = "AnnotationProperty",
        /// A property with one value at most.
        FUNCTIONAL_PROPERTY = "FunctionalProperty",
        /// Version of a vocabulary.
        VERSION_INFO = "versionInfo",
        /// A property that holds both ways.
        SYMMETRIC_PROPERTY = "SymmetricProperty",
        /// The same thing.
        SAME_AS = "sameAs",
    }
}

terms! {
    /// XML Schema datatypes.
    xsd "http://www.w3.org/2001/XMLSchema#" {
        /// Whole number.
        INTEGER = "integer",
        /// Count.
        NON_NEGATIVE_INTEGER = "nonNegativeInteger",
        /// Calendar day.
        DATE = "date",
        /// True or false.
        BOOLEAN = "boolean",
        /// Moment.
        DATE_TIME = "dateTime",
        /// Text.
        STRING = "string",
    }
}

terms! {
    /// SKOS.
    skos "http://www.w3.org/2004/02/skos/core#" {
        /// Preferred name.
        PREF_LABEL = "prefLabel",
        /// Other name.
        ALT_LABEL = "altLabel",
        /// A name to search by that is not shown.
        HIDDEN_LABEL = "hiddenLabel",
        /// The same concept elsewhere.
        EXACT_MATCH = "exactMatch",
        /// Nearly the same elsewhere.
        CLOSE_MATCH = "closeMatch",
        /// A narrower concept elsewhere.
        NARROW_MATCH = "narrowMatch",
        /// A concept.
        CONCEPT = "Concept",
        /// A list of concepts.
        CONCEPT_SCHEME = "ConceptScheme",
        /// A group of concepts.
        COLLECTION = "Collection",
        /// A wider concept.
        BROADER = "broader",
        /// List of which it is at the top.
        TOP_CONCEPT_OF = "topConceptOf",
        /// List in which it stands.
        IN_SCHEME = "inScheme",
        /// What a term means.
        DEFINITION = "definition",
    }
}

terms! {
    /// schema.org.
    schema "https://schema.org/" {
        /// One of the classes of subjects.
        DOMAIN_INCLUDES = "domainIncludes",
        /// One of the classes of objects.
        RANGE_INCLUDES = "rangeIncludes",
        /// Version of a program.
        SOFTWARE_VERSION = "softwareVersion",
    }
}

terms! {
    /// DCMI Metadata Terms.
    dcterms "http://purl.org/dc/terms/" {
        /// Name of a document.
        TITLE = "title",
        /// What it is about.
        DESCRIPTION = "description",
        /// A short name that stands for a thing.
        IDENTIFIER = "identifier",
    }
}

terms! {
    /// TOOI, the Dutch government's own vocabulary of its organisations.
    tooi "https://identifier.overheid.nl/tooi/def/ont/" {
        /// Official name with the kind of organisation in it: "gemeente Altena".
        OFFICIAL_NAME = "officieleNaamInclSoort",
        /// Abbreviation.
        ABBREVIATION = "afkorting",
    }
}

terms! {
    /// W3C Organization Ontology.
    org "http://www.w3.org/ns/org#" {
        /// Someone holding an office for a time.
        MEMBERSHIP = "Membership",
        /// The person.
        MEMBER = "member",
        /// The office.
        ROLE = "role",
    }
}

terms! {
    /// Web Annotation Vocabulary (<https://www.w3.org/TR/annotation-vocab/>).
    oa "http://www.w3.org/ns/oa#" {
        /// An annotation.
        ANNOTATION = "Annotation",
        /// What is said of the target.
        HAS_BODY = "hasBody",
        /// What it is said of.
        HAS_TARGET = "hasTarget",
        /// A part of a source.
        SPECIFIC_RESOURCE = "SpecificResource",
        /// The source.
        HAS_SOURCE = "hasSource",
        /// What points out the part.
        HAS_SELECTOR = "hasSelector",
        /// Points it out by its words.
        TEXT_QUOTE_SELECTOR = "TextQuoteSelector",
        /// Points it out by its place.
        TEXT_POSITION_SELECTOR = "TextPositionSelector",
        /// The words.
        EXACT = "exact",
        /// The words before them.
        PREFIX = "prefix",
        /// The words after them.
        SUFFIX = "suffix",
        /// First character.
        START = "start",
        /// Just past the last character.
        END = "end",
    }
}

terms! {
    /// SHACL (<https://www.w3.org/TR/shacl/>).
    sh "http://www.w3.org/ns/shacl#" {
        /// What nodes have to be like.
        NODE_SHAPE = "NodeShape",
        /// The nodes of a class.
        TARGET_CLASS = "targetClass",
        /// The nodes with a property.
        TARGET_SUBJECTS_OF = "targetSubjectsOf",
        /// The values of a property.
        TARGET_OBJECTS_OF = "targetObjectsOf",
        /// What the values of a property have to be like.
        PROPERTY = "property",
        /// The property, or the way to the values.
        PATH = "path",
        /// Against a property's direction.
        INVERSE_PATH = "inversePath",
        /// A constraint as a SELECT.
        SPARQL = "sparql",
        /// The SELECT.
        SELECT = "select",
        /// Where its prefixes are declared.
        PREFIXES = "prefixes",
        /// A prefix.
        PREFIX = "prefix",
        /// What a prefix stands for.
        NAMESPACE_IRI = "namespace",
        /// What to say when it does not hold.
        MESSAGE = "message",
        /// Not fewer values.
        MIN_COUNT = "minCount",
        /// Not more values.
        MAX_COUNT = "maxCount",
        /// Values of a class.
        CLASS = "class",
        /// Values of a datatype.
        DATATYPE = "datatype",
        /// IRIs, blank nodes or literals.
        NODE_KIND = "nodeKind",
        /// IRIs.
        IRI = "IRI",
        /// A regular expression that fits.
        PATTERN = "pattern",
        /// Not smaller values.
        MIN_INCLUSIVE = "minInclusive",
        /// Smaller than the values of another property.
        LESS_THAN = "lessThan",
        /// One value a language.
        UNIQUE_LANG = "uniqueLang",
    }
}

terms! {
    /// PROV-O (<https://www.w3.org/TR/prov-o/>).
    prov "http://www.w3.org/ns/prov#" {
        /// Something that was done.
        ACTIVITY = "Activity",
        /// A program that acts.
        SOFTWARE_AGENT = "SoftwareAgent",
        /// Something that was made or used.
        ENTITY = "Entity",
        /// What it made use of.
        USED = "used",
        /// When it was over.
        ENDED_AT_TIME = "endedAtTime",
        /// Who did it.
        WAS_ASSOCIATED_WITH = "wasAssociatedWith",
        /// What made it.
        WAS_GENERATED_BY = "wasGeneratedBy",
        /// What it was made from.
        WAS_DERIVED_FROM = "wasDerivedFrom",
    }
}
