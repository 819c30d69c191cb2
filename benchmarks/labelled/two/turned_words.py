"""Words and what they are turned into where a sentence is made to say the contrary. Knows nothing of sentences."""

from collections.abc import Iterable

_PAIRS = """rose fell|rise fall|rises falls|rising falling|increased decreased|increase decrease|increases decreases
|increasing decreasing|grew shrank|grown shrunk|won lost|opened closed|opens closes|reopened closed
|shut opened|approved rejected|accepted refused|agreed refused|supported opposed|supports opposes
|supporting opposing|above below|confirmed denied|admitted denied|gained lost|arrived left|upward downward
|higher lower|highest lowest|largest smallest|larger smaller|biggest smallest|bigger smaller
|longest shortest|longer shorter|greater smaller|oldest youngest|older younger|earliest latest|first last
|best worst|better worse|increasingly decreasingly|gains losses|profit loss|passed failed|allowed forbade
|allows forbids|permitted banned|permits bans|appointed dismissed|hired dismissed|bought sold|buy sell
|buyers sellers|started stopped|began ended|begins ends|start end|attacked defended|caused prevented
|causes prevents|promotes inhibits|promoted inhibited|stimulates inhibits|inhibits stimulates
|inhibited promoted|survived died|guilty innocent|legal illegal|safe dangerous|clean dirty
|upstream downstream|northern southern|southern northern|eastern western|western eastern|north south
|south north|east west|west east|left right|right left|inside outside|outside inside|upper lower
|strong weak|stronger weaker|strengthened weakened|success failure|successful unsuccessful
|successfully unsuccessfully|possible impossible|able unable|likely unlikely|present absent
|include exclude|includes excludes|included excluded|remembered forgot|joined left|added removed
|raised lowered|built demolished|created destroyed|founded dissolved|established abolished
|introduced abolished|hot cold|warm cold|wet dry|wide narrow|deep shallow|tall short|heavy light|fast slow
|faster slower|public private|ancient modern|rare common|common rare|majority minority|maximum minimum
|winner loser|victory defeat|defeated lost\u00a0to|beat lost\u00a0to|positive negative|negative positive
|permanent temporary|temporary permanent|voluntary compulsory|guilt innocence|lost won|fell rose
|closed opened|denied admitted|rejected approved|below above|lower higher|lowest highest|smallest largest
|cleared blamed|blamed cleared|sold bought|died survived|latest earliest|youngest oldest|worst best
|shorter longer|ended began|inner outer|outer inner|tightened loosened|honest dishonest|known unknown
|advised\u00a0against recommended|full empty|correct wrong|resigned stayed|suspected cleared
|released arrested|arrested released|repaid borrowed|lent borrowed|borrowed lent|advance retreat
|cheaper dearer|cheap expensive|expensive cheap|more fewer|fewer more|less more|most least|least most"""
OPPOSITES: dict[str, str] = {
    first: second.replace("\u00a0", " ")
    for first, _, second in (pair.strip().partition(" ") for pair in _PAIRS.split("|"))
}

QUANTITIES: dict[str, str] = {
    "all": "none of",
    "All": "None of",
    "every": "no",
    "Every": "No",
    "most": "few",
    "Most": "Few",
    "some": "all",
    "Some": "All",
    "several": "all",
    "Several": "All",
    "many": "no",
    "Many": "No",
    "both": "neither",
    "Both": "Neither",
    "always": "never",
    "never": "always",
    "often": "never",
    "usually": "never",
    "generally": "never",
    "only": "not only",
    "few": "most",
    "nobody": "everybody",
    "Nobody": "Everybody",
    "nothing": "everything",
    "none": "all",
    "None": "All",
    "everyone": "nobody",
    "any": "no",
    "primarily": "never",
    "mainly": "never",
    "sometimes": "always",
    "still": "no longer",
    "also": "never",
    "typically": "never",
    "commonly": "never",
    "partly": "wholly",
    "almost": "not nearly",
    "without": "with",
    "with": "without",
    "No": "Every",
    "no": "every",
    "Nothing": "Everything",
    "rarely": "often",
}

_IRREGULAR = """became:become began:begin broke:break brought:bring built:build bought:buy caught:catch came:come
chose:choose cut:cut did:do drew:draw drove:drive fell:fall felt:feel fought:fight found:find
flew:fly forgot:forget gave:give went:go grew:grow held:hold kept:keep knew:know led:lead left:leave
lent:lend lost:lose made:make meant:mean met:meet paid:pay put:put rang:ring rose:rise ran:run
said:say saw:see sold:sell sent:send set:set shook:shake shot:shoot shut:shut sang:sing sank:sink
sat:sit slept:sleep spoke:speak spent:spend stood:stand stole:steal struck:strike swam:swim
took:take taught:teach told:tell thought:think threw:throw won:win wore:wear wrote:write
understood:understand withdrew:withdraw hit:hit beat:beat fed:feed got:get hid:hide laid:lay
rode:ride sought:seek swore:swear tore:tear"""
IRREGULAR: dict[str, str] = dict(pair.split(":", 1) for pair in _IRREGULAR.split())


def base_of(past: str, vocabulary: Iterable[str]) -> str | None:
    """The plain form of a verb in the past ("closed": "close"), if it is a word that the articles use."""
    if past in IRREGULAR:
        return IRREGULAR[past]
    if not past.endswith("ed") or len(past) < 5:
        return None
    stem = past[:-2]
    doubled = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "sl" else stem
    forms = (f"{stem[:-1]}y" if stem.endswith("i") else stem, f"{stem}e", doubled, stem[:-1])
    return next((form for form in forms if form in vocabulary), None)


def base_of_present(verb: str, vocabulary: Iterable[str]) -> str | None:
    """The plain form of a verb of the third person ("carries": "carry"), if it is a word that the articles use."""
    if not verb.endswith("s") or len(verb) < 4 or verb.endswith("ss"):
        return None
    forms = (f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-1], verb[:-2])
    return next((form for form in forms if form in vocabulary), None)
