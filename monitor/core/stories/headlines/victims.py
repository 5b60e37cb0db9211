"""Whom headlines say that somebody kills or kidnaps, by what they are: in English, French, Turkish, Russian, Arabic and
Spanish. A judge who is shot is not the mayor who was shot before."""

from __future__ import annotations

from monitor.core.text.fold import words_of

VICTIMS = {
    "a judge": words_of(
        "judge judges prosecutor juge juges procureur hâkim savcı судья судью судьи قاض قاضي juez jueza richter"
    ),
    "a mayor": words_of("mayor mayors maire maires muhtar мэр мэра alcalde alcaldesa bürgermeister"),
    "a governor": words_of("governor governors préfet préfets gouverneur vali kaymakam губернатор محافظ gobernador"),
    "clergy": words_of(
        "priest priests imam imams bishop nun nuns missionary missionaries pastor prêtre prêtres évêque religieuse "
        "religieuses missionnaire missionnaires pasteur imamı священник имам كاهن راهبة sacerdote monja misionero"
    ),
    "journalists": words_of(
        "journalist journalists reporter reporters journaliste journalistes gazeteci журналист журналиста журналисты "
        "صحفي صحفيين periodista periodistas"
    ),
    "medics": words_of(
        "doctor doctors medic medics nurse nurses paramedic paramedics médecin médecins infirmier infirmière doktor "
        "hemşire врач врача врачи медик طبيب مسعف مسعفين médico médicos enfermera"
    ),
    "teachers and pupils": words_of(
        "teacher teachers pupil pupils student students schoolgirls schoolboys élève élèves enseignant enseignants "
        "étudiant étudiants öğretmen öğrenci öğrenciler учитель ученики معلم طلاب maestro maestros alumnos"
    ),
    "workers": words_of("worker workers humanitaire humanitaires"),
    "police or soldiers": words_of(
        "policeman policemen police officer officers soldier soldiers troops policier policiers gendarme gendarmes "
        "soldat soldats militaires polis asker askerler полицейский полицейских солдат солдаты военнослужащий "
        "شرطي جندي جنود policía policías soldados"
    ),
    "engineers": words_of("engineer engineers ingénieur ingénieurs mühendis инженер مهندس ingeniero"),
    "traders": words_of("businessman businessmen trader traders commerçant commerçants işadamı بائع comerciante"),
    "passengers": words_of("passenger passengers passagers yolcu пассажиры ركاب pasajeros"),
    "diplomats": words_of("diplomat diplomats ambassador diplomate diplomates büyükelçi дипломат دبلوماسي diplomático"),
}
"""What they are -> words for it. What one outlet calls police, another one calls soldiers."""
HARMS = words_of(
    "killed kills kill dead shot shoot shoots kidnap kidnaps kidnapped abduct abducts abducted seize seized hostage "
    "hostages wounded tué tués tuée abattu abattue abattus enlevé enlevés enlevée enlèvent assassiné blessé blessés "
    "öldürüldü kaçırıldı убит убиты похищен похищены застрелен مقتل اغتيال خطف اختطاف asesinado asesinada secuestrado "
    "secuestrados matan secuestran"
)
"""What headlines say that somebody does to them."""
