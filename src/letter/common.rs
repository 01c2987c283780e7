//! Words that many letters of the Dutch government share. They help to see where two words were run
//! together; a letter's own words do the rest.

/// Common words, in lower case and in order.
const WORDS: &[&str] = &[
    "aan", "aangegeven", "aantal", "aanzien", "acht", "achten", "af", "afgelopen", "afgerond", "afhankelijk",
    "afkomstig", "afspraken", "al", "algemeen", "algemene", "alle", "alleen", "allemaal", "als", "alsnog", "altijd",
    "ambtelijke", "ambtsbericht", "ander", "andere", "anders", "andersom", "anderzijds", "angst", "antwoord",
    "april", "augustus", "bedrag", "bedrijf", "bedrijven", "begroting", "behandeling", "behoefte", "bekend",
    "belang", "belangen", "belangrijk", "belangrijke", "belangrijkste", "belast", "beleid", "ben", "benodigde",
    "benoemd", "bent", "beoordelen", "beoordeling", "bepaalde", "bepalen", "beperken", "beperkt", "beperkte",
    "bereid", "bericht", "berichten", "beschikbaar", "beschikbare", "beslissing", "besluit", "besluiten", "bestaan",
    "bestaande", "bestaat", "besteed", "betaald", "betalen", "betekent", "beter", "betere", "betreffende",
    "betreft", "betrekking", "betrokken", "bevoegd", "bevoegdheid", "bewust", "bezig", "bieden", "biedt", "bij",
    "bijdrage", "bijdragen", "bijeenkomsten", "bijvoorbeeld", "bijzonder", "bijzondere", "binnen", "binnenkort",
    "bleek", "blijft", "blijken", "blijkt", "blijven", "boven", "brede", "breed", "brief", "brieven", "buiten",
    "burger", "burgers", "cijfers", "collega", "college", "commissie", "conform", "contact", "controle",
    "controles", "criminaliteit", "daadwerkelijk", "daar", "daarbij", "daarmee", "daarna", "daarnaast", "daarom",
    "daarop", "daarover", "daartoe", "daarvan", "daarvoor", "dagen", "dan", "dat", "de", "debat", "december",
    "deed", "deel", "deelname", "delen", "derde", "dergelijke", "derhalve", "deze", "dezelfde", "die", "dienen",
    "dienst", "diensten", "dient", "dieren", "directe", "dit", "doel", "doelen", "doelgroep", "doeltreffend",
    "doen", "doet", "door", "dossier", "drie", "dubbele", "duidelijk", "duidelijke", "dus", "duur", "echter", "een",
    "eens", "eerder", "eerdere", "eerlijke", "eerste", "eerstvolgende", "effect", "effecten", "effectief",
    "effectieve", "eigen", "einde", "eis", "eisen", "elders", "elk", "elke", "en", "enerzijds", "enige", "enkel",
    "enkele", "er", "erg", "erkent", "ernstig", "ernstige", "erop", "ervaren", "ervaring", "ervaringen", "etc",
    "euro", "europa", "europese", "evaluatie", "evenals", "evenwel", "expertise", "extra", "februari", "feit",
    "feiten", "financieel", "financiering", "financiële", "fysieke", "gaan", "gaat", "gang", "gebaseerd", "gebeurd",
    "gebeurt", "gebied", "gebieden", "gebouw", "gebruik", "gebruiken", "gebruikt", "geconstateerd", "gedaan",
    "gedeeld", "geeft", "geen", "gegeven", "gegevens", "gehouden", "gekeken", "geld", "gelden", "geldende", "geldt",
    "geleden", "geleid", "gelet", "gemaakt", "gemeente", "gemeenten", "gemeld", "genoeg", "genoemd", "genoemde",
    "genomen", "geraakt", "geregeld", "gericht", "gescheiden", "geschikt", "geschreven", "gesprek", "gesprekken",
    "gesteld", "gestelde", "geval", "gevallen", "geven", "gevolg", "gevolgen", "gevraagd", "geweest", "gewenst",
    "gezamenlijke", "gezegd", "gezet", "gezien", "gezond", "giftige", "goed", "goede", "groei", "groep", "groepen",
    "grond", "groot", "grootste", "grote", "groter", "grotere", "haar", "had", "handelen", "haven", "heb", "hebben",
    "hebt", "heden", "heeft", "heel", "helpen", "hen", "herstel", "het", "hetzelfde", "hier", "hierbij",
    "hierboven", "hierin", "hiermee", "hierna", "hiernaar", "hieronder", "hierop", "hierover", "hiertoe", "hiervan",
    "hiervoor", "hij", "hoe", "hoeveel", "hoeven", "hoeverre", "hoge", "hoger", "hoofd", "hoogte", "hoorde",
    "horen", "houden", "houdt", "huidige", "hulp", "hun", "idee", "ieder", "iedere", "ik", "immers", "in",
    "inbreng", "inclusief", "indien", "informatie", "ingaan", "ingediend", "ingezet", "ingezonden", "inhoud",
    "initiatief", "inkomen", "inmiddels", "inspectie", "instanties", "instelling", "instellingen", "instrument",
    "instrumenten", "inwoners", "inzake", "inzet", "inzetten", "inzicht", "is", "ja", "jaar", "jaarlijks",
    "januari", "jaren", "jl", "jong", "jonge", "jongeren", "juist", "juiste", "juli", "juni", "kabinet", "kader",
    "kamer", "kan", "kans", "kansen", "kerk", "kiezen", "kinderen", "klacht", "klachten", "klein", "kleine",
    "klopt", "komen", "komende", "komt", "koste", "kosten", "krachtens", "krijgen", "krijgt", "kritiek", "kunnen",
    "kunt", "kwaliteit", "kwam", "kwamen", "kwestie", "laat", "laatste", "lage", "land", "landelijke", "landen",
    "lang", "lange", "langer", "laten", "leden", "leeftijd", "leidde", "leiden", "leidt", "lessen", "leven",
    "levens", "leveren", "levert", "lid", "lidstaten", "liever", "liggen", "ligt", "lijken", "lijkt", "lokale",
    "los", "maakt", "maand", "maanden", "maar", "maart", "maatregel", "maatregelen", "maatschappelijke",
    "maatschappij", "maken", "manier", "mate", "materieel", "me", "mede", "media", "meer", "meerdere", "meest",
    "meeste", "mei", "melding", "meldingen", "men", "mening", "mensen", "met", "middel", "middelen", "mij", "mijn",
    "miljoen", "minder", "minimaal", "minister", "ministerie", "ministeries", "minste", "misschien", "moeilijk",
    "moest", "moet", "moeten", "mogelijk", "mogelijke", "mogelijkheden", "mogen", "moment", "momenteel", "motie",
    "motief", "na", "naar", "naast", "nadat", "nader", "nadere", "nadrukkelijk", "naleving", "namelijk", "namens",
    "nationale", "natuur", "nauw", "nederland", "nederlanders", "nederlandse", "nee", "neem", "neemt", "nemen",
    "niet", "niets", "nieuw", "nieuwe", "nieuws", "niveau", "nodig", "nodige", "noemen", "noemt", "nog", "nooit",
    "norm", "normen", "november", "nu", "oekraïne", "of", "officiële", "oktober", "om", "omdat", "omgeving",
    "omstandigheden", "omtrent", "ondanks", "onder", "onderdeel", "onderhavige", "onderwerp", "onderwerpen",
    "onderwijs", "onderzocht", "onderzoek", "onderzoeken", "ongeveer", "ons", "ontstaat", "ontvangen", "ontwikkeld",
    "ontwikkelen", "ontwikkeling", "ontwikkelingen", "onvoldoende", "onze", "ooit", "ook", "oordeel", "op",
    "opdracht", "opgenomen", "opleiding", "oplossing", "oplossingen", "opstellen", "opvang", "opvatting",
    "organisatie", "organisaties", "oude", "ouders", "over", "overheden", "overheid", "overige", "overleg",
    "overweegt", "overzicht", "paar", "partij", "partijen", "partner", "partners", "pas", "per", "periode",
    "personeel", "personen", "persoon", "plaats", "plaatsgevonden", "plaatsvinden", "plan", "plannen", "platform",
    "platforms", "plek", "politie", "politieke", "positie", "praktijk", "precies", "probleem", "problemen",
    "proces", "programma", "project", "projecten", "publiek", "publieke", "punt", "randvoorwaarden", "reactie",
    "recent", "recht", "rechten", "rechter", "reden", "redenen", "redenering", "reeds", "regel", "regelgeving",
    "regeling", "regels", "regering", "reguliere", "relatie", "rest", "resultaten", "richting", "richtlijn",
    "richtlijnen", "rijk", "rijks", "risico", "rol", "rond", "ruim", "ruimte", "samen", "samenleving",
    "samenwerking", "schade", "scherp", "scholen", "school", "schriftelijke", "sector", "september", "signaal",
    "signalen", "sinds", "situatie", "slechts", "sluiten", "snel", "soms", "soort", "specifieke", "sport", "sprake",
    "spreekt", "spreken", "staan", "staat", "stap", "stappen", "start", "staten", "steeds", "stellen", "stelling",
    "stelt", "sterk", "steun", "strafbare", "strategie", "structureel", "structurele", "systeem", "systemen",
    "taak", "taken", "tal", "te", "tegelijk", "tegelijkertijd", "tegen", "ten", "tenslotte", "ter", "terecht",
    "termijn", "terug", "terwijl", "tevens", "tevoren", "tijd", "tijdens", "toch", "toe", "toegang", "toegenomen",
    "toegezegd", "toekomst", "toekomstige", "toelichten", "toelichting", "toen", "toename", "toepassen",
    "toepassing", "toezicht", "tot", "totaal", "totale", "traject", "trekken", "trekt", "tussen", "twee", "tweede",
    "tweemaal", "u", "uit", "uiteindelijk", "uiterlijk", "uitgaan", "uitgangspunt", "uitgebreid", "uitgesloten",
    "uitgevoerd", "uitkomsten", "uitspraak", "uitspraken", "uitvoering", "uitzonderlijk", "uren", "uw", "vaak",
    "vaker", "vallen", "valt", "van", "vanaf", "vandaag", "vanuit", "vanwege", "vast", "vaststellen", "veel",
    "veilig", "veilige", "veiligheid", "ver", "verantwoord", "verantwoordelijk", "verantwoordelijkheid", "verband",
    "verbeteren", "verbetering", "verder", "vergelijkbare", "verhogen", "verhouding", "verklaring", "verlagen",
    "verloop", "verloren", "vermeld", "veroordeeld", "verplicht", "verplichting", "verplichtingen", "verschil",
    "verschillende", "verslag", "versterken", "versterking", "verstrekt", "vervolg", "vervolgens", "verwacht",
    "verwachte", "verwachting", "verzameld", "verzoek", "verzoeken", "via", "vier", "vijf", "vinden", "vindt",
    "vol", "voldoen", "voldoende", "voldoet", "volgende", "volgens", "volledig", "volledige", "voor", "vooral",
    "voorbeeld", "voorgaande", "voorgenomen", "voorheen", "voorkomen", "voorlopig", "voorstel", "voorstellen",
    "voortgang", "vooruit", "voorwaarden", "vorig", "vorige", "vorm", "vormen", "vraag", "vragen", "vrij",
    "vrijwillig", "waar", "waarbij", "waarbinnen", "waarde", "waardoor", "waarin", "waarmee", "waarnaar", "waarom",
    "waaronder", "waarop", "waarover", "waarschijnlijk", "waaruit", "waarvan", "waarvoor", "wanneer", "waren",
    "was", "wat", "water", "we", "week", "weer", "weg", "weken", "wel", "welk", "welke", "wellicht", "wens",
    "wenst", "werd", "werden", "wereld", "wereldwijd", "werk", "werken", "werkgevers", "werking", "werknemers",
    "werkt", "westerse", "wet", "wetgeving", "wettelijk", "wettelijke", "wie", "wij", "wijk", "wijze", "wil",
    "willen", "wilt", "woning", "woningen", "worden", "wordt", "zaak", "zaken", "zal", "ze", "zeer", "zeggen",
    "zelf", "zelfs", "zelfstandig", "zetten", "zich", "zie", "ziekte", "ziet", "zij", "zijde", "zijn", "zinvol",
    "zo", "zoals", "zodat", "zoeken", "zogeheten", "zogenaamde", "zojuist", "zonder", "zorg", "zorgen",
    "zorgvuldig", "zou", "zouden", "zoveel", "zowel", "zulke", "zullen", "zwaar", "zware",
];

/// Whether a word, in lower case, is a common one.
pub(super) fn is_common(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        let unordered: Vec<_> = WORDS.windows(2).filter(|w| w[0] >= w[1]).collect();
        assert!(unordered.is_empty(), "{unordered:?}");
    }
}
