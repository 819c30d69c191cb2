"""What pages that are no articles have for a title, in English, German and French.

Knows nothing of what stands below it. A title counts only where a whole part of it is such a heading: "Just a moment in
history" is a title of an article.
"""

import re

from corpus.health.walls import Wall, one_of

_HEADINGS = {
    Wall.BLOCKED: one_of(r"""
        just a moment|attention required|access (?:to this page (?:has been|is) )?denied|are you (?:a robot|human)
        pardon our interruption|(?:security|human|bot|robot) (?:check|verification)|(?:request|access) blocked
        verify(?:ing)? (?:that )?you are (?:a )?human|please wait|one more step|(?:re)?captcha
        (?:vercel )?security checkpoint|(?:403 )?forbidden|403(?: error)?
        (?:429 )?too many requests|429
        zugriff (?:verweigert|gesperrt|blockiert)|sicherheits(?:über)?prüfung|einen moment(?: bitte)?|bitte warten
        accès (?:refusé|interdit|bloqué)|un instant|vérification de sécurité|veuillez patienter
        """),
    Wall.ERROR: one_of(r"""
        (?:error|http|fehler|erreur)? ?(?:404|410|500|502|503|504)(?:[\s:,.!–-]+(?:error|page|not|found|file|gone))*
        (?:error|http)? ?(?:500|502|503|504)[\s:,.!–-]+(?:internal )?(?:server error|bad gateway|gateway time-?out)
        (?:error|http)? ?503[\s:,.!–-]+service (?:temporarily )?unavailable
        (?:fehler|erreur)? ?404[\s:,.!–-]+(?:seite )?(?:nicht gefunden|introuvable|page introuvable)
        (?:(?:this |the )?(?:page|article|file|content|story|url) )?(?:is |was |could )?not (?:be )?(?:found|available)
        (?:this |the )?(?:page|article|content|story) (?:does ?n[o'’]t exist|no longer (?:available|exists)|unavailable)
        nothing found|nicht gefunden|ups|(?:article|page) expired|wartung|(?:the )?request could not be satisfied
        gone|oops|sorry|whoops|uh[- ]oh|(?:an )?error(?: occurred| page)?|(?:oops )?something went wrong
        (?:internal )?server error|bad gateway|(?:service |site )?(?:temporarily )?unavailable
        (?:site )?(?:under |down for )?maintenance|we(?:['’]ll| will) be (?:right )?back(?: soon)?
        (?:die )?(?:seite|artikel|inhalt) (?:wurde )?(?:leider )?nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar)
        (?:die |diese )?(?:seite|artikel) existiert nicht(?: mehr)?|fehler|hoppla
        (?:derzeit )?nicht (?:erreichbar|verfügbar)
        (?:ein |interner )?(?:server)?fehler(?: ist aufgetreten)?|wartungsarbeiten
        (?:page|article|contenu) (?:introuvable|non trouvée?|inexistante?|indisponible|supprimée?)|erreur|oups
        une erreur est survenue|(?:site en |en cours de )?maintenance|service (?:temporairement )?indisponible
        """),
    Wall.JAVASCRIPT: one_of(r"""
        (?:please )?enable javascript.{0,30}|javascript (?:is )?(?:required|disabled|not available)
        javascript (?:aktivieren|erforderlich|deaktiviert)|javascript (?:désactivé|requis)|activez javascript
        """),
    Wall.LOGIN: one_of(r"""
        (?:please )?(?:log|sign)[- ]?in(?: (?:to|with|or) .{1,40})?|(?:member )?login(?: required)?|sign up
        create (?:an |your )?account|register(?: now)?|welcome back
        anmeld(?:en|ung)|einloggen|registrier(?:en|ung)|(?:mein|ihr) konto
        connexion|se connecter|identifiez-vous|connectez-vous|inscription|mon compte|créer un compte
        """),
    Wall.CONSENT: one_of(r"""
        before you continue(?: to .{1,40})?|we value your privacy|your privacy(?: choices| matters)?|we use cookies
        (?:cookie|privacy) (?:consent|settings|notice|preferences|gate|wall|choices)|privacy preference center
        consent(?: required)?
        bevor (?:sie|du) .{0,30}|datenschutz-?einstellungen|cookie-?(?:einstellungen|hinweis)|einwilligung
        (?:ihre )?zustimmung(?: erforderlich)?|(?:wir (?:schätzen|respektieren) )?ihre privatsphäre.{0,30}
        avant de (?:continuer|poursuivre).{0,20}|gestion (?:des cookies|du consentement)|consentement.{0,20}
        (?:nous respectons )?votre vie privée.{0,30}|paramètres (?:des cookies|de confidentialité)
        """),
}
_AROUND = " \t.!?…:,–—-"
_PARTS = re.compile(r"\s+[|–—·:»-]+\s+|\s*\|\s*|[:!?.…]+\s+")


def headed(title: str) -> Wall | None:
    """What a title announces, by itself or beside the name of its site; None for a title of an article."""
    parts = {part.strip(_AROUND) for part in (title, *_PARTS.split(title))}
    return next((wall for wall, pattern in _HEADINGS.items() if any(map(pattern.fullmatch, parts))), None)
