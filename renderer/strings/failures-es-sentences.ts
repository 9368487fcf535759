/**
 * The engine's sentences in Spanish, word for word. A test reads every refusal of the engine and fails for one
 * that is missing here.
 */
export const SENTENCES: Readonly<Record<string, string>> = {
  'This payment is not on this desk. Look at the visit again.':
    'Este pago no está en este puesto. Mire la visita otra vez.',
  'This entry already takes a payment back.': 'Este movimiento ya devuelve un pago.',
  'This payment was already voided.': 'Este pago ya fue anulado.',
  'This payment is of an earlier day. Give a refund instead; ask your lead.':
    'Este pago es de otro día. Haga un reembolso; pregunte a su encargado.',
  'There is no such text any more. Open the list again.': 'Ese texto ya no existe. Abra la lista otra vez.',
  'A text keeps its kind. Write a new text for another one.':
    'Un texto conserva su tipo. Escriba un texto nuevo para otro tipo.',
  'Nothing about this text is new. Change it first.': 'Este texto no tiene nada nuevo. Cámbielo primero.',
  'This text is not in force. Open the list again.': 'Este texto no está vigente. Abra la lista otra vez.',
  'This window is closed.': 'Esta ventana está cerrada.',
  'This program does not know that action.': 'Este programa no conoce esa acción.',
  'This desk is locked. Sign in first.': 'Este puesto está bloqueado. Inicie sesión primero.',
  'This action came without its number. Try again.': 'Esta acción llegó sin su número. Intente de nuevo.',
  'Your role may not do this. Ask your lead.': 'Su función no permite hacer esto. Pregunte a su encargado.',
  'This request is not of the form that the desk understands.':
    'Esta petición no tiene la forma que el programa entiende.',
  'Some of this cannot be saved as it is. Look at the marked fields.':
    'Algo de esto no se puede guardar así. Mire los campos marcados.',
  'This action was already used for something else. Try again.':
    'Esta acción ya se usó para otra cosa. Intente de nuevo.',
  'There is nothing of today left to take back here.': 'Aquí no queda nada de hoy que deshacer.',
  'This patient is not here any more. Search again.': 'Este paciente ya no está aquí. Busque de nuevo.',
  'The birth date is in the future. Correct it.': 'La fecha de nacimiento está en el futuro. Corríjala.',
  'This day has not come yet.': 'Ese día todavía no llega.',
  'Somebody changed this patient while you were typing. Look at the new values, then save again.':
    'Alguien cambió este paciente mientras usted escribía. Mire los datos nuevos y guarde otra vez.',
  'This is not a picture that the desk can keep. Take it again.':
    'Esta imagen no se puede guardar. Tómela otra vez.',
  'This picture is damaged. Take it again, and tell your IT person.':
    'Esta imagen está dañada. Tómela otra vez y avise a la persona de sistemas.',
  'This picture is not in use any more.': 'Esta imagen ya no se usa.',
  'This visit is not here any more. Look at the board again.':
    'Esta visita ya no está aquí. Mire la lista otra vez.',
  'This desk has no label printer yet. Print the label as a page, or have it set up under Settings, This desk.':
    'Este puesto todavía no tiene impresora de etiquetas. Imprima la etiqueta como página, o pida que la configuren en Ajustes, Este puesto.',
  'This person cannot sign in at this desk. Choose a tile.':
    'Esta persona no puede iniciar sesión en este puesto. Elija un recuadro.',
  'Try again.': 'Intente de nuevo.',
  'The desk was locked meanwhile. Sign in again.':
    'Mientras tanto se bloqueó el puesto. Inicie sesión otra vez.',
  'Register this walk-in first: phone and address are still missing.':
    'Registre primero a esta persona: faltan el teléfono y la dirección.',
  'This insurance is not in force for this patient. Replace it or choose self-pay.':
    'Este seguro no está vigente para este paciente. Cámbielo o elija que paga por su cuenta.',
  'At check-in the copay is taken; take the balance as a payment of its own.':
    'A la llegada se cobra el copago; cobre el saldo como un pago aparte.',
  'A copay is due. Take it, or say why not today.': 'Se debe un copago. Cóbrelo, o diga por qué hoy no.',
  'Your role may not do this. Ask the front desk.':
    'Su función no permite hacer esto. Pregunte en recepción.',
  'There is no such room. Choose one of the list.': 'Ese consultorio no existe. Elija uno de la lista.',
  'The patient is already in this room. Choose another one.':
    'El paciente ya está en este consultorio. Elija otro.',
  'There is no such provider. Choose one of the list.': 'Ese médico no existe. Elija uno de la lista.',
  'This visit already belongs to a registered patient. Undo or cancel it instead.':
    'Esta visita ya es de un paciente registrado. Deshágala o cancélela.',
  'Choose a registered patient.': 'Elija un paciente registrado.',
  'This patient is already on today’s board. Open that visit, or add another one on purpose.':
    'Este paciente ya está en la lista de hoy. Abra esa visita, o agregue otra a propósito.',
  'This visit did not take place, so there is nothing to pay.':
    'Esta visita no se realizó, así que no hay nada que pagar.',
  'More than is owed.': 'Más de lo que se debe.',
  'A payment of this visit still stands. Void it and give the money back first.':
    'Todavía hay un pago de esta visita. Anúlelo y devuelva el dinero primero.',
  'There is nothing of today left to take back on this visit.':
    'No queda nada de hoy que deshacer en esta visita.',
  'Something else happened to this visit meanwhile. Look at it, then undo again.':
    'Mientras tanto pasó algo más con esta visita. Mírela y deshaga otra vez.',
  'This visit is not on the board any more. Look again.':
    'Esta visita ya no está en la lista. Mire otra vez.',
  'This visit has moved on meanwhile. Look at its status again.':
    'Esta visita avanzó mientras tanto. Mire otra vez su estado.',
  'This visit is not today, so it cannot be moved along on today’s board.':
    'Esta visita no es de hoy, así que no se puede avanzar en la lista de hoy.',
  'Write only the last four digits of the card.': 'Escriba solo los últimos cuatro dígitos de la tarjeta.',
  'Say why, in a few words.': 'Diga por qué, en pocas palabras.',
  'This is not the hash of a text.': 'Esto no es la huella de un texto.',
  'Write what the patient is asked to sign.': 'Escriba lo que el paciente va a firmar.',
  'Write a title.': 'Escriba un título.',
  'Write who signs.': 'Escriba quién firma.',
  'Write the reason in a few words.': 'Escriba el motivo en pocas palabras.',
  'Write the insurer’s name as on the card.': 'Escriba el nombre de la aseguradora como en la tarjeta.',
  'Write the member ID as on the card.': 'Escriba el número de afiliado como en la tarjeta.',
  'A copay cannot be less than nothing.': 'Un copago no puede ser menos que cero.',
  'This is not one of our ids.': 'Este no es uno de nuestros identificadores.',
  'Write the date as month, day, year.': 'Escriba la fecha como mes, día, año.',
  'There is no such day.': 'Ese día no existe.',
  'Write the two letters of the state, like CO.': 'Escriba las dos letras del estado, como CO.',
  'Write all digits, like (970) 555-0148, or leave it empty.':
    'Escriba todos los dígitos, como (970) 555-0148, o déjelo vacío.',
  'Write the family name.': 'Escriba los apellidos.',
  'Write the first name.': 'Escriba el nombre.',
  'Write the e-mail as name@place.com or leave it empty.':
    'Escriba el correo como nombre@lugar.com o déjelo vacío.',
  'Write 5 digits, or 9, like 80537.': 'Escriba 5 dígitos, o 9, como 80537.',
  'This picture is too large. Take it again.': 'Esta imagen es demasiado grande. Tómela otra vez.',
  'This is not a picture.': 'Esto no es una imagen.',
  'Write why they came, in a few words.': 'Escriba a qué viene, en pocas palabras.',
  'Ask for two different identifiers.': 'Pida dos datos distintos.',
  'Confirm name, address and phone with the patient.':
    'Confirme el nombre, la dirección y el teléfono con el paciente.',
  'There is a field here that does not belong.': 'Aquí hay un campo que no corresponde.',
  'The desk did not answer. Try again; if it stays so, close the window and open it again.':
    'El programa no respondió. Intente de nuevo; si sigue igual, cierre la ventana y ábrala otra vez.',
  'This cannot be printed.': 'Esto no se puede imprimir.',
};
