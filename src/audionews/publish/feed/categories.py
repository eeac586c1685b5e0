"""The categories of Apple Podcasts, which other directories use too.

Source: https://podcasters.apple.com/support/1691-apple-podcasts-categories
"""

_TABLE = """
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
History:
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
Technology:
True Crime:
"""  # noqa: E501 - a line a category

CATEGORIES = {
    name: tuple(filter(None, inner.strip().split(", ")))
    for name, _, inner in (line.partition(":") for line in _TABLE.strip().splitlines())
}
"""The sub-categories by category."""


def pair(written: str) -> tuple[str, str]:
    """A category and its sub-category, or "", of "News" or "News > Politics".

    Raises:
        ValueError: Apple has none of that name.
    """
    name, _, inner = (part.strip() for part in written.partition(">"))
    if name not in CATEGORIES:
        raise ValueError(f"there is no category {name!r}; choose of {', '.join(CATEGORIES)}")
    if inner and inner not in CATEGORIES[name]:
        within = ", ".join(CATEGORIES[name]) or "none"
        raise ValueError(f"{name} has no {inner!r} in it; choose of {within}")
    return name, inner
