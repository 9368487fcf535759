/** The engine's sentences about tasks in Spanish. */
export const TASK_SENTENCES: Readonly<Record<string, string>> = {
  'This task is not here any more. Look at the list again.':
    'Esta tarea ya no está aquí. Mire la lista otra vez.',
  'This task is done or dropped meanwhile. Look at the list again.':
    'Mientras tanto esta tarea se hizo o se descartó. Mire la lista otra vez.',
  'This task is on the list already. Look at the list again.':
    'Esta tarea ya está en la lista. Mire la lista otra vez.',
  'This person does not work here. Choose somebody of the list.':
    'Esta persona no trabaja aquí. Elija a alguien de la lista.',
  'Write what is to be done.': 'Escriba qué hay que hacer.',
  'A task is one person’s or a role’s. Choose one of them.':
    'Una tarea es de una persona o de un puesto. Elija uno de los dos.',
  'Say on which day.': 'Diga qué día.',
  'Say why nobody has to do it.': 'Diga por qué nadie tiene que hacerla.',
};
