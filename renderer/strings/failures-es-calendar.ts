/** The engine's sentences about the calendar in Spanish. */
export const CALENDAR_SENTENCES: Readonly<Record<string, string>> = {
  'A visit ends on the day it begins. Choose an earlier time or make it shorter.':
    'Una visita termina el día en que empieza. Elija una hora más temprana o acórtela.',
  'This day is over. Choose today or a later day.': 'Este día ya pasó. Elija hoy o un día posterior.',
  'The room is taken at this time. Choose another room or another time.':
    'La sala está ocupada a esta hora. Elija otra sala u otra hora.',
  'This patient has another visit at this time. Choose another time, or ask your lead.':
    'Este paciente tiene otra visita a esta hora. Elija otra hora o pregunte a su encargado.',
  'The provider has another visit at this time. Choose another time, or say why both.':
    'El profesional tiene otra visita a esta hora. Elija otra hora o diga por qué las dos.',
  'The provider has no room for another visit at this time. Choose another time, or ask your lead.':
    'El profesional no puede atender otra visita a esta hora. Elija otra hora o pregunte a su encargado.',
  'This is outside of the working hours. Choose another time, or ask your lead.':
    'Esto queda fuera del horario de atención. Elija otra hora o pregunte a su encargado.',
  'This time is kept free. Choose another time, or ask your lead.':
    'Esta hora está reservada. Elija otra hora o pregunte a su encargado.',
  'This provider does not see this kind of visit. Choose another one, or ask your lead.':
    'Este profesional no atiende este tipo de visita. Elija otro o pregunte a su encargado.',
  'This room is not for this kind of visit. Choose another one, or ask your lead.':
    'Esta sala no es para este tipo de visita. Elija otra o pregunte a su encargado.',
  'The time before or after this visit is kept free. Choose another time, or say why.':
    'El tiempo antes o después de esta visita queda libre. Elija otra hora o diga por qué.',
  'Only a visit that is booked and has not begun can be moved. Book another one instead.':
    'Solo se puede mover una visita agendada que no ha empezado. Agende otra.',
  'This kind of visit is not in use. Choose one of the list.':
    'Este tipo de visita no está en uso. Elija uno de la lista.',
  'This is not here any more. Look at the list again.': 'Esto ya no está aquí. Mire la lista otra vez.',
  'Somebody else has been booked there meanwhile. Move that visit first, or book another time.':
    'Mientras tanto se agendó a otra persona ahí. Mueva primero esa visita o agende otra hora.',
  'The last day comes after the first.': 'El último día viene después del primero.',
  'This is too long a time to look at. Choose a shorter one.':
    'Es demasiado tiempo para verlo. Elija un período más corto.',
  'Hours are those of one provider or of one room.': 'El horario es de un profesional o de una sala.',
  'Write what the time is kept for.': 'Escriba para qué se reserva la hora.',
  'This visit is not one of a series. Cancel it by itself.':
    'Esta visita no es de una serie. Cancélela por sí sola.',
  'This visit stands where it was booked. Nothing was moved.':
    'Esta visita está donde se agendó. No se movió nada.',
  'This visit is over or cancelled, so it stands on nobody.':
    'Esta visita ya pasó o se canceló, así que no coincide con nadie.',
  'Another visit of the series has changed meanwhile. Cancel the visits one by one instead.':
    'Otra visita de la serie cambió mientras tanto. Cancele las visitas una por una.',
  'A series has two visits at least.': 'Una serie tiene al menos dos visitas.',
  'A year of weeks at most.': 'Un año de semanas como máximo.',
  'Four hours at most: book another time instead.': 'Cuatro horas como máximo: agende mejor otra hora.',
  'This line of the list is settled meanwhile. Look at the list again.':
    'Esta línea de la lista ya se resolvió. Mire la lista otra vez.',
  'This line of the list is another patient’s. Choose them again.':
    'Esta línea de la lista es de otro paciente. Elíjalo otra vez.',
  'This patient waits for this kind of visit already. Change that line of the list.':
    'Este paciente ya espera este tipo de visita. Cambie esa línea de la lista.',
  'The end comes after the beginning.': 'El final viene después del comienzo.',
};
