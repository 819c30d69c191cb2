"""What walls and error pages say, in English, German and French: one pattern a line.

Knows nothing of pages. A sentence here speaks to the visitor (in the first or second person, or as an order), so that
an article *about* paywalls or cookies says none. Every gap is bounded: matching takes linear time.
"""

from corpus.health.walls import Wall, one_of

# An order to the reader that is about reading and about an account; letters by e-mail ask for an address and no more.
_OFFER = (
    r"^(?:please|to (?:read|view|see|continue)|create|join|subscribe|register|log in|sign|unlock|become|get|choose)\b"
    r"(?=.{0,200}\b(?:read|reading|article|story|content)\b)"
    r"(?=.{0,200}\b(?:subscri|join|member|account|log in|sign|regist|free|trial|pay))"
    r"(?!.{0,200}\b(?:newsletter|e-?mail|podcast|inbox))"
)

_SAID = {
    Wall.BLOCKED: one_of(r"""
        \b(?:verify|verifying|confirm|prove|checking) (?:that |if )?you(?: are|'re) (?:a |not a )?(?:human|robot|bot)
        \b(?:checking|verifying) (?:if )?(?:your browser|the site connection)\b
        \bare you a (?:robot|bot)\b|\b(?:you are|you're|i am|i['’]m) not a (?:robot|bot)\b
        \b(?:checking|verifying) your browser\b|\byour access\b.{0,30}\b(?:limited|restricted|suspended)\b
        \brequest (?:was |has been )?blocked\b|\baccess (?:to this page )?(?:was |has been )?denied\b
        \bcomplete the (?:captcha|security check|challenge)\b|\bperformance (?:&|and) security by\b
        \b(?:unusual|suspicious|automated) (?:traffic|activity|requests?)\b.{0,60}\b(?:network|computer|you|browser)\b
        \byou (?:have been|are|were) (?:temporarily )?blocked\b|\byour (?:ip|request|access)\b.{0,30}\bblocked\b
        \byou (?:don['’]t|do not) have permission to (?:access|view)\b
        \bmade us think (?:that )?you (?:were|are) a bot\b
        \b(?:ray id|incident id|reference (?:id|number)?) ?[#:]+\s*[\da-f.-]{6,}
        \benable (?:javascript and )?cookies to continue\b|\bneeds to review the security of your connection\b
        \b(?:bestätigen|beweisen|zeigen) sie\b.{0,20}\b(?:ein mensch|kein roboter|menschlich)\b
        \bsie wurden (?:vorübergehend )?(?:gesperrt|blockiert)\b
        \b(?:ihre ip|ihr zugriff)\b.{0,30}\b(?:gesperrt|blockiert)\b|\bihr browser wird (?:über)?geprüft\b
        \bungewöhnliche[nrs]? (?:datenverkehr|zugriffe|aktivität|anfragen)
        \bkeine? (?:berechtigung|zugriffsrechte)\b.{0,40}\b(?:seite|server|inhalt|zuzugreifen)\b
        \b(?:vérif|confirm|prouv)\w+ que vous (?:êtes (?:un )?humain|n['’]êtes pas un robot)\b
        \b(?:trafic|activité) (?:inhabituel|suspect)|\bvous avez été bloquée?\b
        \bvotre (?:ip|accès)\b.{0,30}\bbloquée?\b
        \bvous n['’](?:avez|êtes) pas (?:l['’]autorisation|la permission|autorisée?)\b
        """),
    Wall.ERROR: one_of(r"""
        \b(?:page|article|content|url|address|story) (?:that )?(?:you|requested)\b.{0,60}\b(?:not|n['’]t|no longer)\b
        \b(?:page|article|content|link|story) (?:that )?(?:you|requested)\b.{0,60}\b(?:moved|removed|gone|deleted)\b
        \bwe(?: can['’]?t| cannot| could ?n[o'’]t| were unable to|['’]re unable to) (?:seem to )?find\b
        \b(?:page|article|content|story|file) (?:is |was |could |can ?)?not (?:be )?found
        \b(?:page|article|content|story) (?:does ?n[o'’]t exist|no longer exists|is no longer available|is unavailable)
        \b(?:page|article|story) (?:may |might )?ha(?:s|ve) been (?:moved|removed|deleted|expired|renamed)\b
        ^(?:oops|sorry|whoops)\W*(?:something went wrong|an error (?:has )?occurred)
        ^an (?:unexpected )?error (?:has )?occurred
        \bnothing (?:was )?found (?:here|at this)\b|\brequest could not be satisfied\b
        \bcould not complete your request\b
        \b(?:article|page|story|link|offer) has expired\b|\blink you followed\b|\bno longer in our archives?\b
        \bplease try again (?:later|in a few)\b
        \b(?:our|the) (?:site|server|website) is (?:temporarily|currently) (?:down|una)
        \b(?:internal server error|service (?:temporarily )?unavailable|bad gateway|gateway time-?out)\b
        \b(?:return|go|back) (?:back )?to (?:the |our )?(?:home ?page|home|front page)\b
        \bcheck (?:that )?the (?:url|address|spelling|link)\b|\btry (?:searching|our search|using the search)
        \b(?:seite|artikel|beitrag|inhalt|adresse)\b.{0,50}\bnicht (?:gefunden|mehr|vorhanden|verfügbar|erreichbar)
        \b(?:seite|artikel|beitrag|inhalt|adresse)\b.{0,30}\b(?:existiert nicht|gelöscht|verschoben|entfernt)\b
        \bwartungsarbeiten\b|\b(?:in kürze|bald) wieder (?:für sie )?(?:da|erreichbar)\b
        \betwas (?:ist )?schief ?ge(?:gangen|laufen)\b|\b(?:seite|artikel)\b.{0,20}\bgibt es (?:leider )?nicht\b
        \bes ist (?:leider )?ein (?:unerwarteter )?fehler aufgetreten\b
        \bversuchen sie es (?:bitte )?(?:später|in|erneut)\b
        \b(?:zurück )?zur (?:startseite|homepage)\b|\b(?:prüfen|überprüfen) sie die (?:adresse|url|schreibweise)\b
        \b(?:page|article|contenu|adresse)\b.{0,50}\b(?:introuvable|n['’]existe (?:pas|plus))
        \b(?:page|article|contenu|adresse)\b.{0,50}\bn['’]est (?:pas|plus) (?:disponible|accessible)
        \b(?:page|article|contenu)\b.{0,30}\b(?:a été|ont été) (?:supprimée?|déplacée?|retirée?|renommée?)\b
        \bune erreur (?:inattendue )?(?:est survenue|s['’]est produite)\b|\bveuillez réessayer\b
        \b(?:retour(?:ner)?|revenir) (?:à|vers) (?:la page d['’]|l['’])accueil\b
        \bvérifiez l['’](?:adresse|url|orthographe)\b
        """),
    Wall.JAVASCRIPT: one_of(r"""
        \b(?:enable|turn on|activate|allow) javascript\b|\bsupport javascript\b|\bjavascript enabled\b
        \bjavascript is (?:disabled|required|not enabled|turned off)|\bjavascript (?:must|has to|needs to) be enabled
        \b(?:requires?|needs?|without) javascript\b|\bwork properly without javascript\b
        \bjavascript\b.{0,40}\b(?:aktivier|deaktiviert|einschalten|eingeschaltet|benötigt)
        \b(?:aktivieren|benötigt|ohne)\b.{0,30}\bjavascript\b
        \bjavascript\b.{0,30}\b(?:activ|désactiv|requis|nécessaire)
        \b(?:activer|activez|nécessite|sans)\b.{0,20}\bjavascript\b
        """),
    Wall.LOGIN: one_of(r"""
        \b(?:log|sign) in (?:to (?:continue|view|read|access|see|your)|with (?:your|google|apple|facebook|e-?mail))
        \b(?:log|sign) in or (?:register|sign up)\b|\bplease (?:log|sign) in\b
        \b(?:forgot|forgotten|reset) (?:your |my )?(?:password|username)\b|\bremember me\b
        \bkeep me (?:logged|signed) in\b
        \b(?:don['’]t have an|create (?:an|your|a free)|no) account\b
        \b(?:must|need to|have to) (?:be (?:logged|signed)|log|sign) in\b
        \b(?:enter|type) your (?:e-?mail|user ?name|password)\b
        \bmanage your (?:registration|newsletter subscription|account)\b|\byou agree to the processing\b
        \bwe will use the (?:details|information) you have shared\b|\bif you wish to object to the use of your data\b
        \b(?:melden sie sich|loggen sie sich|melde dich|logge dich)\b.{0,40}\b(?:an|ein)\b|\bangemeldet bleiben\b
        \b(?:passwort|kennwort|benutzernamen?) (?:vergessen|zurücksetzen|ein(?:geben)?)\b
        \bnoch kein(?:en)? (?:konto|account|benutzerkonto)\b|\b(?:jetzt|kostenlos|neu) registrieren\b
        \b(?:connectez|identifiez)-vous\b|\bmot de passe oublié\b|\brester connectée?\b
        \b(?:pas encore de|créer (?:un|votre|mon)|créez (?:un|votre)) compte\b
        \bsaisissez votre (?:adresse|mot de passe|e-?mail)\b
        """),
    Wall.CONSENT: one_of(r"""
        \bwe\b.{0,60}\b(?:use|store|process|need|ask for|access)\b.{0,80}\b(?:cookies?|your consent|your device)\b
        \bwe\b.{0,60}\b(?:use|store|process|collect|access)\b.{0,80}\bpersonal (?:data|information)\b
        \b(?:accept|reject|allow|decline|refuse)(?: all)?(?: and (?:continue|close))?(?: cookies)?\W*$
        \b(?:accept|reject|manage|customi[sz]e|change|review) (?:all |my |your |our )?(?:cookies?|consent|privacy)\b
        \b(?:manage|change|review|customi[sz]e) (?:my |your |our )?(?:preferences|options|choices)\b
        \bby (?:clicking|continuing|selecting|pressing|choosing)\b.{0,60}\byou (?:agree|accept|consent)\b
        \byou (?:can|may) (?:change|withdraw|revoke|manage|object)\b.{0,50}\b(?:consent|choices|preferences|mind|time)\b
        \bcookies?\b.{0,80}\b(?:best experience|website|this site|your browser|consent)\b|^i (?:accept|agree)\W*$
        ^agree\W*$
        \bdo you consent\b|\b(?:site|website) (?:uses|relies on|needs)\b.{0,20}\bcookies\b|^yes,? i (?:accept|agree)\W*$
        \bwe (?:value|care about|respect) your privacy\b|\bour (?:cookie|privacy) policy\b|\byour (?:privacy )?choices\b
        \bwir\b.{0,60}\b(?:verwenden|nutzen|setzen|speichern|verarbeiten)\b.{0,80}\b(?:cookies?|daten|gerät)
        \bwir\b.{0,60}\b(?:benötigen|brauchen|bitten)\b.{0,80}\b(?:einwilligung|zustimmung)
        \b(?:akzeptieren|ablehnen|zustimmen)(?: und (?:weiter(?:lesen|surfen)?|schließen))?\W*$
        \b(?:zustimmung|einwilligung|einverstanden)\b.{0,60}\bcookies?\b|\bcookies?\b.{0,60}\b(?:einverstanden|zustimm)
        \bpur[- ]abo\b|\b(?:sie|du) entscheide(?:n|st)\b.{0,60}\b(?:nutzen|inhalte|daten)\b|^einverstanden\W*$
        \b(?:website|webseite|seite)\b.{0,40}\bcookies\b
        \balle(?:n)? (?:cookies )?(?:akzeptieren|ablehnen|zustimmen)\b|\bjederzeit widerrufen\b
        \b(?:mit werbung|werbefrei|ohne tracking|pur[- ]?abo)\b.{0,80}\b(?:lesen|weiter|nutzen|abo|besuchen)\b
        \b(?:ihre|deine|ihrer) (?:einwilligung|zustimmung|privatsphäre)\b
        \bcookie-?(?:einstellungen|richtlinie|hinweis)\b
        \b(?:unserer|unsere|zur) datenschutz(?:erklärung|einstellungen|hinweise)\b
        \bnous\b.{0,60}\b(?:utilisons|stockons|traitons|déposons)\b.{0,80}\b(?:cookies?|données|terminal|traceurs?)
        \bnous\b.{0,60}\b(?:respectons|avons besoin|demandons)\b.{0,80}\b(?:consentement|vie privée)
        \b(?:tout )?(?:accepter|refuser)(?: et (?:continuer|fermer)| tout| les cookies)?\W*$|\bcontinuer sans accepter\b
        \bvous acceptez\b.{0,60}\b(?:cookies?|traceurs?)|\bcookies?\b.{0,60}\bvotre (?:navigation|expérience)
        ^j['’]accepte\W*$
        \b(?:ce|notre) site\b.{0,40}\bcookies\b
        \b(?:gérer|paramétrer|personnaliser) (?:mes|vos|les) (?:choix|préférences|cookies)\b
        \bvo(?:s|tre) (?:consentement|choix|vie privée)\b
        \b(?:notre|la) politique (?:de confidentialité|relative aux cookies|de cookies)\b
        """),
    Wall.PAYWALL: one_of(
        _OFFER
        + r"""
        \b(?:rest|remainder|full version) of (?:this|the) (?:article|story)\b.{0,60}\b(?:subscri|member|paid|paying)
        \bsubscribe\b.{0,60}\b(?:to|and) (?:continue|keep|read|unlock|access|finish|get)\b
        \b(?:become a (?:member|subscriber)|start (?:your|a) (?:free )?trial)\b.{0,60}\bto (?:continue|read|unlock)\b
        \bto (?:continue|keep|finish) reading\b.{0,80}\b(?:subscri|sign|log|register|member|trial|account)
        \b(?:sign up|register|log in|sign in|join)\b.{0,40}\bto (?:continue|keep|finish|read)\b
        \bthis (?:article|story|content|piece|report) is .{0,40}\b(?:for|to) (?:\w+ ){0,2}(?:subscribers|members)\b
        \balready (?:a|have a|an) (?:subscriber|subscription|member)\b
        \byou need a subscription\b
        \b(?:available|only|exclusive|reserved) (?:to|for) (?:our |paying |digital )?(?:subscribers|members)\b
        \bsubscriber[- ](?:only|exclusive) (?:article|story|content)\b
        \byou(?:['’]ve| have) (?:reached|used|read|viewed)\b.{0,40}\b(?:free (?:articles?|stories)|article limit)\b
        \b(?:keep|continue|finish) reading\b.{0,40}(?:[£$€]|\btrial\b|\bfree\b|\bsubscri|\bwith\b|\bfor only\b)
        \bunlimited (?:digital |online )?access\b|\bsubscribe\b.{0,20}\b(?:from|for) (?:just |only )?[£$€]
        \bwant to (?:read|see) (?:more|on|the rest)\b|\bsubscribers (?:get|have|can read)\b
        \bunlock (?:this|the rest of this|all of our|our|all) (?:article|story|content|journalism|stories)
        \bget (?:full|unlimited) access to (?:this|the rest of this|all of our|our) (?:article|story|content|journalism)
        \b(?:weiterlesen|jetzt lesen|freischalten|zugang)\b.{0,60}\b(?:abo|abonnement|plus|premium|probemonat)\b
        \bdies(?:er|en|e)[sm]? (?:artikel|beitrag|text|inhalt)\b.{0,60}\b(?:abonnent|abo\b|plus\b|premium|mitglieder)
        \bsie (?:möchten|wollen) (?:diesen artikel |den artikel )?weiterlesen\b
        \b(?:nur|exklusiv) (?:für|mit) (?:unsere )?(?:abo|abonnent|plus)|\bcontenu abonnée?s?\b|\bdécouvrez nos offres\b
        \bbereits (?:abonnent|abonniert|abo)\b|\bschon abonn|\bexklusiv für (?:unsere )?(?:abonnent|mitglieder|plus)
        \b(?:jetzt|hier)\b.{0,30}\b(?:abo|abonnement|probeabo|digital-?abo) (?:abschließen|bestellen|testen|sichern)\b
        \b(?:artikel|beitrag|inhalt)\b.{0,40}\b(?:kostenpflichtig|freischalten|freigeschaltet)\b
        \b(?:abo|abonnement) ab(?:schließen)?\W*$|\b(?:schließen|wählen) sie\b.{0,30}\b(?:abo|abonnement|angebot)\b
        \b(?:jetzt|hier|mit|und|um)\b.{0,40}\bweiter(?:zu)?lesen\b
        \bzugang zu allen\b.{0,20}\b(?:artikel|inhalte|beiträge)n?\b
        \b(?:artikel|beitrag)\b.{0,30}\bmit \w{1,10} ?\+|\w\+[- ](?:artikel|abo|beitrag)
        \b(?:article|suite|contenu|reste|intégralité)\b.{0,60}\bréservée?s? (?:à nos |aux |à )abonn
        \bil vous reste \d+(?:[.,]\d+)? ?% de\b|\bdéjà abonnée?\b
        ^abonnez-vous\W*$|^s['’]abonner\W*$|\b(?:souhaitez|voulez) (?:lire|découvrir) la suite\b
        \babonnez-vous\b.{0,60}\b(?:lire|accéder|débloquer|poursuivre|continuer|profiter)\b
        \bpour (?:lire (?:la suite|l['’]intégralité)|continuer (?:votre|la) lecture)\b
        \bpour continuer à lire\b|\bil (?:vous )?reste \d+(?:[.,]\d+)? ?% (?:à|de)\b
        \bpour accéder à (?:l['’]article|la suite)\b
        """
    ),
}


def said(sentence: str) -> Wall | None:
    """What a sentence is part of; None for a sentence of an article. The first in the order of `Wall` counts."""
    return next((wall for wall, pattern in _SAID.items() if pattern.search(sentence)), None)


def says(sentence: str, wall: Wall) -> bool:
    """Whether a sentence is one of a wall of this kind, whatever else it is."""
    return _SAID[wall].search(sentence) is not None
