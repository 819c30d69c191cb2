"""Words and their opposites, and pasts and their plain forms: tables alone.

Knows nothing of sentences.
"""

_PAIRS = """rose fell|rises falls|rising falling|increased decreased|increases decreases|increase decrease|won lost|
accepted refused|opened closed|higher lower|highest lowest|northern southern|north south|east west|
eastern western|above below|largest smallest|larger smaller|oldest youngest|older younger|bought sold|
inside outside|began ended|begins ends|early late|earlier later|earliest latest|approved rejected|
gained lost|alive dead|open shut|legal illegal|possible impossible|included excluded|includes excludes|
causes prevents|caused prevented|strong weak|stronger weaker|male female|positive negative|
internal external|public private|major minor|best worst|allowed forbade|allows forbids|
upstream downstream|before after|first last|more fewer|hot cold|warm cool|shorter longer|
shortest longest|right wrong|longer shorter|arrived left|confirmed denied|paid withheld|found missed|
safe dangerous|true false|present absent|started stopped|starts stops|start stop|married divorced|
agreed refused|known unknown|rich poor|richest poorest|same different|majority minority|nearest farthest|
tallest shortest|newest oldest|fastest slowest|faster slower|common rare|popular unpopular|
successful unsuccessful|raised cut|raise cut|raises cuts|adds removes|import export|imports exports|
permanent temporary|clean dirty|appointed dismissed|hired sacked|elected defeated|win lose|wins loses|
killed rescued|hit missed|keep lose|kept lost|reduces increases|reduced increased|reducing increasing|
absorption release|produces destroys|helped hindered|helps hinders|protected endangered|
protects endangers|united divided|ancient modern|upper lower|easy difficult|rapid slow|rapidly slowly|
quickly slowly|mild severe|thick thin|deep shallow|deepest shallowest|rough smooth|empty full|
guilty innocent|victory defeat|rejected accepted|refused agreed|withdrew confirmed|withdrawn confirmed|
lost won|shut open|closed opened|dropped rose|fewer more|less more|south north|west east|dead alive|
after before|ended began|sold bought"""

OPPOSITES = dict(pair.split() for pair in _PAIRS.replace("\n", "").split("|"))
"""From a word to one that cannot be true in its place where it is."""

_VERBS = """went go|took take|gave give|came come|made make|found find|told tell|left leave|kept keep|began begin|
sent send|paid pay|lost lose|won win|met meet|held hold|bought buy|sold sell|built build|led lead|
ran run|rose rise|fell fall|wrote write|drew draw|broke break|stood stand|sat sit|brought bring|
caught catch|signed sign|opened open|closed close|announced announce|confirmed confirm|moved move|
died die|killed kill|called call|asked ask|visited visit|voted vote|played play|released release|
reached reach|received receive|developed develop|created create|started start|stopped stop|named name|
carried carry|counted count|blamed blame|counts count|agreed agree|believes believe|declined decline|
accepted accept|joined join|married marry|directed direct|produced produce|designed design|
discovered discover|published publish|invented invent|established establish|served serve|ordered order|
failed fail|withdrew withdraw|lifted lift|landed land|flooded flood|passed pass|introduced introduce|
originated originate|appeared appear|recorded record"""

PAST_AND_PLAIN = dict(pair.split() for pair in _VERBS.replace("\n", "").split("|"))
"""From a verb as it stands after "he" to its form after "did not"."""
