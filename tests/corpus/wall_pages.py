"""Pages that are no articles, made by rule: what sites of one language say, in the frames that sites put it in.

The words are our own. Each page is named, with the problem that a reader would name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.health import Problem


@dataclass(frozen=True, slots=True)
class BadPage:
    """One page, as it came with status 200."""

    name: str
    problem: Problem
    html: bytes


TEASERS = {
    "en": "The council of Harrow Bay voted on Tuesday to close the old lighthouse to visitors from March. "
    "Engineers had found cracks in the stairs last autumn. The repair would cost three times what it brings in.",
    "de": "Der Gemeinderat von Niederau hat am Dienstag beschlossen, den Leuchtturm ab März für Besucher zu sperren. "
    "Ingenieure hatten im Herbst Risse in der Treppe gefunden. Die Sanierung würde das Dreifache der Einnahmen kosten.",
    "fr": "Le conseil municipal de Port-Argent a décidé mardi de fermer le vieux phare aux visiteurs à partir de mars. "
    "Des ingénieurs avaient trouvé des fissures dans l'escalier. La réparation coûterait trois fois les recettes.",
}
PAYWALLS = {
    "en": [
        "Subscribe now to continue reading. Already a subscriber? Log in.",
        "This article is only available to our digital subscribers.",
        "You have read all your free articles this month. Choose a plan that suits you.",
        "Become a member today to read the full text and support our newsroom.",
        "Unlock this article with a trial of four weeks for one pound.",
    ],
    "de": [
        "Weiterlesen mit dem Digital-Abo: jetzt einen Monat lang kostenlos testen.",
        "Dieser Artikel ist exklusiv für Abonnenten. Bereits Abonnent? Hier anmelden.",
        "Sie möchten weiterlesen? Wählen Sie ein Angebot, das zu Ihnen passt.",
        "Diesen Beitrag lesen Sie mit Plus. Der erste Monat kostet einen Euro.",
    ],
    "fr": [
        "La suite de cet article est réservée aux abonnés. Déjà abonné ? Identifiez-vous.",
        "Il vous reste 75 % de cet article à lire.",
        "Abonnez-vous dès un euro par mois pour lire tous nos articles.",
        "Pour lire la suite, choisissez l'offre qui vous convient.",
    ],
}
CONSENTS = {
    "en": (
        "Before you continue",
        "We and our 214 partners store and access information such as cookies on your device. "
        "By clicking on the button you agree to this use. You can withdraw your consent at any time. "
        "Accept all. Manage preferences.",
    ),
    "en-2": (
        "The Harrow Bay Herald",
        "We value your privacy. We use cookies to measure how our pages are read and to show you advertising. "
        "You may change your choices whenever you like. Accept and continue. Reject all.",
    ),
    "de": (
        "Niederauer Bote",
        "Wir und unsere Partner verwenden Cookies und verarbeiten Daten, um Inhalte zu messen. "
        "Ihre Einwilligung können Sie jederzeit widerrufen. Mehr steht in unserer Datenschutzerklärung. "
        "Alle akzeptieren. Einstellungen ablehnen.",
    ),
    "de-2": (
        "Datenschutz-Einstellungen",
        "Mit Werbung weiterlesen oder ohne Tracking im Pur-Abo. Wir benötigen Ihre Zustimmung zu den Cookies. "
        "Akzeptieren und weiter.",
    ),
    "fr": (
        "Gestion des cookies",
        "Nous et nos partenaires utilisons des cookies et traitons vos données pour mesurer l'audience. "
        "Votre consentement peut être retiré à tout moment. Tout accepter. Continuer sans accepter. Gérer mes choix.",
    ),
    "fr-2": (
        "La Gazette de Port-Argent",
        "Nous respectons votre vie privée. Nous déposons des traceurs sur votre terminal. "
        "Consultez notre politique de confidentialité. Accepter et fermer. Paramétrer les cookies.",
    ),
}
ERRORS = {
    "en": (
        "Page not found",
        "We can't find the page that you were looking for. Check the address or go back to the home page.",
    ),
    "en-404": ("404 | The Herald", "Sorry. The story you requested may have been moved or is no longer there."),
    "en-500": ("Something went wrong", "An unexpected error occurred on our side. Please try again later."),
    "en-503": ("503 Service Unavailable", "Our site is temporarily unavailable while we work on it."),
    "en-gone": ("The Herald", "This article is no longer available. Try searching for it or return to the front page."),
    "de": ("Seite nicht gefunden", "Die gewünschte Seite wurde nicht gefunden. Zurück zur Startseite."),
    "de-404": ("Fehler 404 - Niederauer Bote", "Der Artikel wurde gelöscht oder verschoben. Prüfen Sie die Adresse."),
    "de-500": ("Hoppla!", "Es ist leider ein Fehler aufgetreten. Versuchen Sie es später noch einmal."),
    "fr": ("Page introuvable", "La page demandée n'existe plus ou a été déplacée. Retour à l'accueil."),
    "fr-404": ("Erreur 404 | La Gazette", "Cet article n'est plus disponible. Vérifiez l'adresse."),
    "fr-500": ("Oups !", "Une erreur est survenue. Veuillez réessayer dans quelques minutes."),
}
CHECKS = {
    "en": (
        "Just a moment...",
        "Verifying that you are human. The site needs to review the security of your connection.",
    ),
    "en-2": (
        "Access denied",
        "You don't have permission to access this page on our server. Reference #18.5f3a1c02.1700",
    ),
    "en-3": ("Are you a robot?", "We noticed unusual traffic from your network. Please complete the captcha below."),
    "en-4": ("Attention Required! | Shield", "You have been blocked. Enable cookies to continue. Ray ID: 8e1f02ab33c4"),
    "de": ("Zugriff verweigert", "Ungewöhnlicher Datenverkehr: Bestätigen Sie, dass Sie ein Mensch sind."),
    "de-2": ("Einen Moment bitte", "Ihr Browser wird geprüft. Danach geht es von selbst weiter."),
    "fr": ("Un instant…", "Nous devons vérifier que vous êtes humain avant de vous laisser passer."),
    "fr-2": ("Accès refusé", "Vous n'avez pas l'autorisation de voir cette page. Trafic inhabituel."),
}
LOGINS = {
    "en": ("Sign in", "Sign in to continue. Forgot your password? Don't have an account? Create an account."),
    "en-2": ("The Herald", "Please log in with your e-mail. Remember me. No account yet? Create a free account."),
    "de": ("Anmeldung", "Bitte melden Sie sich mit Ihrer Adresse an. Passwort vergessen? Noch kein Konto?"),
    "fr": ("Connexion", "Connectez-vous à votre espace. Mot de passe oublié ? Pas encore de compte ?"),
}
SCRIPTS = {
    "en": "Please enable JavaScript to use this site.",
    "en-2": "You need to turn on JavaScript: this page does not work without JavaScript.",
    "de": "Bitte aktivieren Sie JavaScript in Ihrem Browser.",
    "fr": "Veuillez activer JavaScript pour lire cette page.",
}


def bad_pages() -> Iterator[BadPage]:
    """All pages, in a fixed order."""
    yield from _stubs()
    for key, (title, words) in CONSENTS.items():
        yield BadPage(f"consent {key}", Problem.CONSENT, _page(title, _paragraphs(words)))
        yield BadPage(
            f"consent {key}, in a box", Problem.CONSENT, _page(title, f"<div role=dialog>{_items(words)}</div>")
        )
    for key, (title, words) in ERRORS.items():
        yield BadPage(f"error {key}", Problem.ERROR_PAGE, _page(title, _menu() + _paragraphs(words)))
    for key, (title, words) in CHECKS.items():
        yield BadPage(f"check {key}", Problem.BLOCKED, _page(title, _paragraphs(words)))
    for key, (title, words) in LOGINS.items():
        form = "<form><input name=mail><input type=password><button>OK</button></form>"
        yield BadPage(f"login {key}", Problem.LOGIN, _page(title, _paragraphs(words) + form))
    for key, words in SCRIPTS.items():
        shell = f"<noscript>{words}</noscript><div id=root></div><script>{'start();' * 200}</script>"
        yield BadPage(f"script {key}", Problem.JAVASCRIPT, _page("The Herald", shell))
    yield BadPage(
        "script, silent", Problem.JAVASCRIPT, _page("", '<div id="app"></div><script src="/main.js"></script>')
    )
    yield BadPage("garbled", Problem.CHARSET, _page("?", "<p>" + "caf\ufffd au lait " * 40))
    yield BadPage("no words", Problem.NO_TEXT, _page("", "<img src=a.png>"))


def _stubs() -> Iterator[BadPage]:
    for language, walls in PAYWALLS.items():
        for number, words in enumerate(walls, start=1):
            teaser = f"<article><h1>{TEASERS[language][:40]}</h1><p>{TEASERS[language]}</p>"
            inside = _page("The Herald", f"{teaser}<p>{words}</p></article>")
            yield BadPage(f"stub {language} {number}", Problem.PAYWALL, inside)
            mark = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
            beside = _page("The Herald", f"{mark}{teaser}</article><div class=offer>{_paragraphs(words)}</div>")
            yield BadPage(f"stub {language} {number}, offer beside it", Problem.PAYWALL, beside)


def _page(title: str, body: str) -> bytes:
    head = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head>"
    return f"{head}<body>{body}</body></html>".encode()


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{sentence.strip(' ')}</p>" for sentence in words.split("\n"))


def _items(words: str) -> str:
    return "".join(f"<span>{sentence.strip()}.</span> " for sentence in words.split(". "))


def _menu() -> str:
    return "<nav><a href=/>Home</a> <a href=/sport>Sport</a> <a href=/about>About us</a></nav>"
