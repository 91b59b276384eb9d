"""Words for a state of mind, each under the one name the journal keeps."""

_FEELINGS = {
    "calm": "calm, relaxed, tranquilo, tranquila, calmo, calma, ruhig, gelassen, calme, спокоен, спокойно, спокойный",
    "confident": "confident, sure, seguro, confiado, confiante, sicher, confiant, уверен, уверенно",
    "focused": "focused, disciplined, patient, concentrado, focado, paciente, fokussiert, geduldig, concentré, сосредоточен, терпеливо",
    "anxious": "anxious, nervous, worried, stressed, tense, ansioso, ansiosa, nervioso, nervosa, nervoso, nervös, gestresst, anxieux, nerveux, stressé, тревожно, нервничаю, нервно",
    "fearful": "fear, fearful, scared, afraid, hesitant, miedo, medo, angst, ängstlich, peur, страх, страшно",
    "fomo": "fomo, chasing, chased, фомо",
    "greedy": "greedy, greed, codicia, ganancioso, gierig, gier, avide, жадность",
    "revenge": "revenge, venganza, vingança, rache, vengeance, отыгрыш, тильт, tilt, tilted",
    "frustrated": "frustrated, angry, annoyed, frustrado, enfadado, irritado, frustriert, wütend, frustré, énervé, злость, злой",
    "impulsive": "impulsive, impulse, rushed, hasty, impulsivo, impulsiv, impulsif, импульсивно",
    "bored": "bored, boredom, aburrido, entediado, gelangweilt, ennuyé, скука",
    "tired": "tired, exhausted, sleepy, cansado, cansada, müde, fatigué, устал, устала",
    "excited": "excited, euphoric, emocionado, animado, euphorisch, excité, эйфория",
    "doubtful": "doubtful, unsure, uncertain, dudoso, inseguro, unsicher, hésitant, сомневаюсь",
}

FEELINGS: dict[str, str] = {
    word.strip(): feeling for feeling, words in _FEELINGS.items() for word in words.split(",")
}
"""Lower-case word to the journal's English name of the feeling."""
