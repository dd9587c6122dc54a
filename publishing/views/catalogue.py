"""The lists that texts choose from."""

from people.catalogue import Catalogue
from publishing.actions.catalogue import save_about, save_topic
from publishing.forms.catalogue import BoilerplateForm, PressContactForm, TopicForm
from publishing.models import Boilerplate, PressContact, Topic

CONTACTS = Catalogue(
    model=PressContact,
    form=PressContactForm,
    name="publishing:contact",
    path="contacts/",
    one="a press contact",
    many="Press contacts",
    intro="Whom journalists ring about a text. No release can be sent for approval without one; the first is offered.",
    entry="publishing/contact_entry.html",
)
TOPICS = Catalogue(
    model=Topic,
    form=TopicForm,
    name="publishing:topic",
    path="topics/",
    one="a topic",
    many="Topics",
    intro="What a text is about, in a word or two. Each has a public page of its own, and feeds to follow.",
    save=lambda form, *, by: save_topic(topic=form.save(commit=False), by=by),
)
ABOUTS = Catalogue(
    model=Boilerplate,
    form=BoilerplateForm,
    name="publishing:about",
    path="about/",
    one="an about text",
    many="About texts",
    intro="Standing words about us, below each text and in the media pack. The first is offered with a new text.",
    entry="publishing/about_entry.html",
    save=lambda form, *, by: save_about(about=form.save(commit=False), by=by),
)
PATHS = [*CONTACTS.paths(), *TOPICS.paths(), *ABOUTS.paths()]
