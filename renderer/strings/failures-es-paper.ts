/** The engine's sentences about printed days, calendar files and imported appointments in Spanish. */
export const PAPER_SENTENCES: Readonly<Record<string, string>> = {
  'This cannot be saved.': 'Esto no se puede guardar.',
  'The file could not be written there. Choose another folder and save again.':
    'No se pudo escribir el archivo ahí. Elija otra carpeta y guarde de nuevo.',
  'It stands nowhere in the calendar, and is kept as it came.':
    'No está en ningún lugar de la agenda, y se guarda tal como llegó.',
  'It ends on another day than it begins, which no visit or block here does; it is kept as it came.':
    'Termina otro día del que empieza, lo que aquí no hace ninguna visita ni reserva; se guarda tal como llegó.',
  'Whom or what it names is not here, so it stands with nobody in particular.':
    'A quien o lo que nombra no está aquí, así que queda con nadie en particular.',
  'The practice has no kind of visit of this name, so it got the first one of the list.':
    'El consultorio no tiene un tipo de visita con este nombre, así que recibió el primero de la lista.',
  'It is somebody else’s now; the visit stays with whom it was booked for. Look at both.':
    'Ahora es de otra persona; la visita queda con quien tenía la cita. Revise las dos.',
};
