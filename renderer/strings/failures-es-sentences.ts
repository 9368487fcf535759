/** The engine's sentences in Spanish, word for word, A to M by the alphabet; the rest is beside. A test fails for one that is missing. */
export const SENTENCES: Readonly<Record<string, string>> = {
  'A copay cannot be less than nothing.': 'Un copago no puede ser menos que cero.',
  'A copay is due. Take it, or say why not today.': 'Se debe un copago. Cóbrelo, o diga por qué hoy no.',
  'A payment of this visit still stands. Void it and give the money back first.':
    'Todavía hay un pago de esta visita. Anúlelo y devuelva el dinero primero.',
  'A policy for an accident is auto or work injury. Choose which.':
    'Una póliza por accidente es de auto o de trabajo. Elija cuál.',
  'A price cannot be less than nothing.': 'Un precio no puede ser menos que cero.',
  'A required form is not signed. Have it signed, or say why later.':
    'Falta firmar un formulario obligatorio. Pida la firma, o diga por qué después.',
  'A signature on paper has no drawing here. Clear it first.':
    'Una firma en papel no lleva trazo aquí. Bórrelo primero.',
  'A text keeps its kind. Write a new text for another one.':
    'Un texto conserva su tipo. Escriba un texto nuevo para otro tipo.',
  'An hour at most.': 'Una hora como máximo.',
  'Ask for two different identifiers.': 'Pida dos datos distintos.',
  'At check-in the copay is taken; take the balance as a payment of its own.':
    'A la llegada se cobra el copago; cobre el saldo como un pago aparte.',
  'At least four digits, not all the same and not in a row.':
    'Al menos cuatro dígitos, ni todos iguales ni seguidos.',
  'Choose a registered patient.': 'Elija un paciente registrado.',
  'Choose the time zone of the practice.': 'Elija la zona horaria del consultorio.',
  'Choose who signs.': 'Elija quién firma.',
  'Closing comes after opening.': 'La hora de cierre va después de la de apertura.',
  'Confirm name, address and phone with the patient.':
    'Confirme el nombre, la dirección y el teléfono con el paciente.',
  'Eight hours at most.': 'Ocho horas como máximo.',
  'FHIR R4 has no resource of this type.': 'FHIR R4 no tiene ningún recurso de este tipo.',
  'FHIR does not know this code.': 'FHIR no conoce este código.',
  'Five minutes at least.': 'Cinco minutos como mínimo.',
  'Four lines at most.': 'Cuatro líneas como máximo.',
  'From 90 to 130.': 'De 90 a 130.',
  'It expires before it begins. Correct the dates.': 'Vence antes de empezar. Corrija las fechas.',
  'It refers to a resource that is not here.': 'Se refiere a un recurso que no está aquí.',
  'Its identifier belongs to somebody of another name and birth date.':
    'Su identificador es de alguien con otro nombre y otra fecha de nacimiento.',
  'Its identifiers belong to several records.': 'Sus identificadores son de varios expedientes.',
  'Its medical record number is taken, so it got a new one.':
    'Su número de expediente ya estaba en uso, así que recibió uno nuevo.',
  'More than is owed.': 'Más de lo que se debe.',
  'No practice is open here yet. Open it first.':
    'Todavía no hay ningún consultorio abierto aquí. Ábralo primero.',
  'Nobody has signed yet. Ask for the signature, then accept it.':
    'Nadie ha firmado todavía. Pida la firma y luego acéptela.',
  'Nobody is related to themselves. Choose another person.':
    'Nadie es pariente de sí mismo. Elija a otra persona.',
  'Not saved: the disk of this PC is full. Free some space and try again.':
    'No se guardó: el disco de esta computadora está lleno. Libere espacio e intente de nuevo.',
  'Not saved: the store of this PC is damaged. Call your IT person; nothing was deleted.':
    'No se guardó: el almacén de esta computadora está dañado. Llame a la persona de sistemas; no se borró nada.',
  'Not saved: the store was busy. Try again.': 'No se guardó: el almacén estaba ocupado. Intente de nuevo.',
  'Not saved: this PC may not write to its store. Call your IT person.':
    'No se guardó: esta computadora no puede escribir en su almacén. Llame a la persona de sistemas.',
  'Nothing about this text is new. Change it first.': 'Este texto no tiene nada nuevo. Cámbielo primero.',
  'One kind of visit must stay in use. Add another one first.':
    'Al menos un tipo de visita debe seguir en uso. Agregue otro primero.',
  'One minute at least.': 'Un minuto como mínimo.',
  'One of these is not in force any more. Look at the list again.':
    'Uno de estos ya no está vigente. Mire la lista otra vez.',
  'Only visits that are over are taken over; this one is not.':
    'Solo se toman las visitas terminadas; esta no lo está.',
  'Register this walk-in first: phone and address are still missing.':
    'Registre primero a esta persona: faltan el teléfono y la dirección.',
  'Say that the copay is taken, and take the balance as a payment of its own.':
    'Indique que el copago se cobra, y cobre el saldo como un pago aparte.',
  'Say which system the file comes from.': 'Diga de qué sistema viene el archivo.',
  'Say why, in a few words.': 'Diga por qué, en pocas palabras.',
  'Some lines before these are missing. Begin again to go on.':
    'Faltan líneas anteriores a estas. Empiece otra vez para continuar.',
  'Some of this cannot be saved as it is. Look at the marked fields.':
    'Algo de esto no se puede guardar así. Mire los campos marcados.',
  'Somebody changed one of the two meanwhile. Look at both again, then merge.':
    'Mientras tanto alguien cambió uno de los dos. Mire ambos otra vez y luego únalos.',
  'Somebody changed this authorization meanwhile. Look at the new values, then save again.':
    'Mientras tanto alguien cambió esta autorización. Mire los datos nuevos y guarde otra vez.',
  'Somebody changed this coverage meanwhile. Look at the new values, then save again.':
    'Mientras tanto alguien cambió este seguro. Mire los datos nuevos y guarde otra vez.',
  'Somebody changed this patient while you were typing. Look at the new values, then save again.':
    'Alguien cambió este paciente mientras usted escribía. Mire los datos nuevos y guarde otra vez.',
  'Somebody must be able to set up the practice. Make another person administrator first.':
    'Alguien debe poder configurar el consultorio. Nombre primero a otro administrador.',
  'Somebody published this text again meanwhile. Look at it, then change it there.':
    'Mientras tanto alguien publicó este texto de nuevo. Mírelo y cámbielo allí.',
  'Something else happened to this visit meanwhile. Look at it, then undo again.':
    'Mientras tanto pasó algo más con esta visita. Mírela y deshaga otra vez.',
  'The accident is in the future. Correct its date.': 'El accidente está en el futuro. Corrija la fecha.',
  'The birth date is in the future. Correct it.': 'La fecha de nacimiento está en el futuro. Corríjala.',
  'The coverage ends before it begins. Correct the dates.':
    'El seguro termina antes de empezar. Corrija las fechas.',
  'The date of death is not between the birth date and today.':
    'La fecha de fallecimiento no está entre el nacimiento y hoy.',
  'The demo practice cannot be opened from here.': 'El consultorio de muestra no se puede abrir desde aquí.',
  'The demo practice is not open.': 'El consultorio de muestra no está abierto.',
  'The desk changed this field since the last import; it stays as the desk has it.':
    'Este campo se cambió aquí después de la última importación; queda como está aquí.',
  'The desk could not keep this resource.': 'Este recurso no se pudo guardar.',
  'The desk did not answer. Try again; if it stays so, close the window and open it again.':
    'El programa no respondió. Intente de nuevo; si sigue igual, cierre la ventana y ábrala otra vez.',
  'The desk was locked meanwhile. Sign in again.':
    'Mientras tanto se bloqueó el puesto. Inicie sesión otra vez.',
  'The line has bytes that are no UTF-8 text.': 'La línea tiene bytes que no son texto UTF-8.',
  'The line is longer than one megabyte.': 'La línea mide más de un megabyte.',
  'The line is no FHIR resource: it has no resourceType.':
    'La línea no es un recurso FHIR: no tiene resourceType.',
  'The line is not whole JSON.': 'La línea no es JSON completo.',
  'The patient is already in this room. Choose another one.':
    'El paciente ya está en este consultorio. Elija otro.',
  'The patient is of age: they sign, or a guardian or proxy.':
    'El paciente es mayor de edad: firma él mismo, o un tutor o apoderado.',
  'The patient is under 18: a parent, a guardian or a proxy signs.':
    'El paciente es menor de 18 años: firma uno de los padres, un tutor o un apoderado.',
  'The resource has no id of 1 to 64 letters, digits, dots and dashes.':
    'El recurso no tiene un id de 1 a 64 letras, dígitos, puntos y guiones.',
  'The resource is nested too deeply.': 'El recurso está anidado demasiado profundo.',
  'The subscriber’s birth date is in the future. Correct it.':
    'La fecha de nacimiento del titular está en el futuro. Corríjala.',
  'The words on the screen are not the ones in force. Open the text again before anybody signs.':
    'Las palabras en la pantalla no son las vigentes. Abra el texto otra vez antes de que alguien firme.',
  'The words under this signature are not the ones that were signed. Tell your IT person.':
    'Las palabras bajo esta firma no son las que se firmaron. Avise a la persona de sistemas.',
  'There is a field here that does not belong.': 'Aquí hay un campo que no corresponde.',
  'There is no NDJSON or JSON file in this folder.': 'No hay ningún archivo NDJSON o JSON en esta carpeta.',
  'There is no such date.': 'Esa fecha no existe.',
  'There is no such day.': 'Ese día no existe.',
  'There is no such provider. Choose one of the list.': 'Ese médico no existe. Elija uno de la lista.',
  'There is no such room. Choose one of the list.': 'Ese consultorio no existe. Elija uno de la lista.',
  'There is no such row in the audit. Open the list again.':
    'Esa fila no existe en la auditoría. Abra la lista otra vez.',
  'There is no such signature any more.': 'Esa firma ya no existe.',
  'There is no such table to export. Ask for the list first.':
    'Esa tabla no existe para exportar. Pida primero la lista.',
  'There is no such text any more. Open the list again.': 'Ese texto ya no existe. Abra la lista otra vez.',
  'There is no such text. Open the list again.': 'Ese texto no existe. Abra la lista otra vez.',
  'There is nothing of today left to take back here.': 'Aquí no queda nada de hoy que deshacer.',
  'There is nothing of today left to take back on this visit.':
    'No queda nada de hoy que deshacer en esta visita.',
  'These are one record already. Choose another patient.':
    'Estos ya son un solo expediente. Elija otro paciente.',
  'These are too many lines for one step.': 'Son demasiadas líneas para un solo paso.',
  'This action came without its number. Try again.': 'Esta acción llegó sin su número. Intente de nuevo.',
  'This action was already used for something else. Try again.':
    'Esta acción ya se usó para otra cosa. Intente de nuevo.',
  'This authorization is not here any more. Look at the list again.':
    'Esta autorización ya no está aquí. Mire la lista otra vez.',
  'This cannot be done now. Look at the screen again.':
    'Esto no se puede hacer ahora. Mire la pantalla otra vez.',
  'This cannot be printed.': 'Esto no se puede imprimir.',
  'This change cannot be taken back any more. Look at the history.':
    'Este cambio ya no se puede deshacer. Mire el historial.',
  'This consent was withdrawn already.': 'Este consentimiento ya fue retirado.',
  'Clear it and sign once more.': 'Bórrelo y firme otra vez.',
};
