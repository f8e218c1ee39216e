### Procedures, administrative units, dossiers.

## Navigation and front pages
services-nav-home = Главная
services-nav-procedures = Услуги
services-nav-applications = Услуги школы
services-nav-dossiers = Мои заявления
services-front-question = Какая услуга вам нужна?
services-front-national = Найдите услугу, подайте заявление и следите за ним: одно место для всей страны.
services-front-one-stop = «Одно окно» в сети: подавайте заявления в общину и ведомства провинции, не приходя к окну.
services-front-school = Для родителей, учеников и учителей
services-front-school-lede = Подавайте заявления в школу и следите за ними. Войти можно по имени, которое выдала школа, или через портал Госуслуг.
services-front-greeting = Здравствуйте, { $name }
services-front-start = С чего начать
services-front-all = Все услуги
services-front-all-text = Что нужно, сколько ждать и сколько стоит.
services-front-dossiers-text = Поданные и начатые заявления и что с ними происходит.
services-front-account-text = Имя, телефон, пароль и привязанные учётные записи.
services-front-signin-text = Войдите, чтобы подать заявление и видеть свои заявления.
services-front-account = Моя учётная запись
services-front-signin = Войти
services-front-recent = Последние заявления
services-front-common = Часто запрашивают

## Finding a procedure
services-search = Найти услугу
services-search-hint = Например: «рождение». Можно и по-вьетнамски, без диакритических знаков.
services-search-hint-school = Например: зачисление, питание.
services-search-button = Найти
services-change = Изменить
services-next = Продолжить
services-choose = Выберите из списка
services-list-title = Услуги
services-found = { $count ->
    [one] По запросу «{ $query }» найдена { $count } услуга
    [few] По запросу «{ $query }» найдены { $count } услуги
    *[other] По запросу «{ $query }» найдено { $count } услуг
}
services-found-none = По запросу «{ $query }» ничего не найдено
services-found-none-text = Попробуйте другие слова или меньше слов либо посмотрите все услуги.
services-papers = Что понадобится
services-papers-none = Дополнительные документы не нужны.
services-code = Код услуги
services-time = Срок
services-time-days = { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
    *[other] { $days } рабочих дней
}
services-time-once = Сразу
services-fee = Стоимость
services-fee-free = Бесплатно
services-fee-case = Зависит от случая; сумму сообщат заранее
services-how = Как проходит
services-how-fully = Полностью онлайн
services-how-partly = Частично онлайн: прийти нужно один раз
services-where = Кто рассматривает
services-where-province = Орган провинции
services-where-district = Орган района
services-where-ward = Народный комитет общины
services-where-school = Школа
services-apply = Подать онлайн
services-apply-signin = Понадобится войти; всё выбранное сохранится.
services-level = Подтверждение личности
services-level-none = Не требуется: достаточно войти
services-needed-title = Нужно точнее знать, кто вы
services-needed = Чтобы подать это заявление, о вас должно быть известно:
services-needed-national = Вы вошли по логину этого портала, а он этого не показывает. Войдите с единой учётной записью. Если она ещё не открывает вашу учётную запись здесь, по пути вы их свяжете.
services-needed-way = Продолжить через: { $issuer }
services-needed-level = Пока это не подтверждено. Повысьте уровень подтверждения («{ $issuer }») и продолжайте здесь. Если вы это уже сделали, просто продолжайте.
services-needed-link = Ваша учётная запись здесь связана («{ $issuer }») по логину и паролю, а их мог узнать и кто-то другой. Для этого заявления этого мало.
services-needed-number = Чего не хватает: никто ещё не удостоверился, что эта учётная запись ваша.
services-needed-office-title = Что делать
services-needed-office-go = Придите в ведомство с документом, удостоверяющим личность, и назовите ваш логин здесь: { $name }.
services-needed-office-staff = Сотрудники посмотрят документ и подтвердят, что учётная запись ваша. Это нужно один раз.
services-needed-office-back = Вернитесь на эту страницу и продолжайте: связь станет надёжнее прямо здесь.
services-needed-office-else = Можно и сразу подать заявление в ведомстве.
services-needed-office-again = Я там был(а): проверить снова
services-needed-also = «{ $issuer }» тоже пока знает вас недостаточно. Повысьте там уровень подтверждения; это можно сделать сейчас.
services-needed-renew = Подтверждено, что эта учётная запись ваша. Осталось связать её заново по вашему личному номеру.
services-needed-renew-how = Связь прекращается и сразу создаётся заново: вы входите («{ $issuer }») и подтверждаете, что это та самая учётная запись.
services-needed-renew-stays = Всё в учётной записи остаётся. Другие способы входа приостановятся, пока вы не скажете, какие из них ваши.
services-needed-renew-back = Затем вы продолжите это заявление.
services-needed-renew-button = Сделать связь надёжнее
services-needed-back = Вернуться к услуге

## Choosing the place
services-place-title = Куда подать?
services-place-lede = Выберите место, чьи органы рассмотрят заявление; обычно это место жительства.
services-place-today = По делению, действующему с 1 июля 2025 г.: провинция и община.
services-place-former = По делению до 1 июля 2025 г.: провинция, район, община.
services-place-province = Провинция или город
services-place-district = Район
services-place-ward = Община или квартал
services-place-agree = Подтвердить
services-when-missing = Укажите, когда зарегистрировано.
services-place-change = Изменить место подачи
services-former-change = Изменить место прежней регистрации
services-former-title = Где было зарегистрировано раньше?
services-former-lede = Выберите название, которое место носило тогда, как в старом документе.
services-former-when = Когда зарегистрировано?
services-former-before = До 1 июля 2025 г.
services-former-since = С 1 июля 2025 г.
services-former-place = Место прежней регистрации
services-place = Место подачи

## Writing and submitting
services-submit-lede = Пока ничего не отправляется: на следующем шаге вы всё проверите. Написанное сохранится как черновик.
services-applicant = Заявитель
services-applicant-missing = Введите имя заявителя.
services-applicant-long = Имя слишком длинное: не больше 200 знаков.
services-email-malformed = Введите адрес электронной почты полностью, например name@example.com.
services-phone = Контактный телефон
services-phone-missing = Введите номер телефона для связи.
services-email = Электронная почта
services-request = О чём вы просите
services-request-hint = Своими словами: что нужно, для кого и почему.
services-request-missing = Напишите, о чём вы просите.
services-request-long = Слишком длинный текст: не больше 4000 знаков.
services-place-missing = Выберите место подачи полностью.
services-former-missing = Выберите место прежней регистрации.
services-review-title = Проверьте перед отправкой
services-review-promise = Отправляя, вы подтверждаете, что всё указано верно. Заявление поступит в орган, который его рассмотрит; до решения его можно отозвать.
services-review-submit = Отправить заявление
services-review-incomplete = Не всё заполнено. Дополните и отправьте.
services-submitted-title = Заявление отправлено
services-submitted-code = Номер заявления
services-submitted-keep = Запишите номер или распечатайте страницу: его спросят при обращении.
services-submitted-next = Что дальше
services-submitted-next-receive = Заявление проверят и примут либо сообщат, чего не хватает.
services-submitted-next-days = { $days ->
    [one] После приёма решение будет через { $days } рабочий день.
    [few] После приёма решение будет в течение { $days } рабочих дней.
    *[other] После приёма решение будет в течение { $days } рабочих дней.
}
services-submitted-next-follow = Состояние всегда видно в разделе «Мои заявления».
services-submitted-open = Открыть заявление

## My dossiers
services-dossiers-empty = Заявлений пока нет
services-dossiers-empty-text = Здесь появятся заявления, поданные на этом портале, и их состояние.
services-dossiers-find = Найти услугу
services-dossiers-drafts = Черновики
services-dossiers-submitted = Поданные
services-column-procedure = Услуга
services-column-code = Номер
services-column-state = Состояние
services-column-changed = Обновлено
services-draft-continue = Продолжить
services-draft-discard = Удалить черновик
services-draft-discarded = Черновик удалён.
services-dossier-title = Заявление { $code }
services-dossier-came = Заявление подано на портале «{ $portal }», который теперь часть этого портала. Перенесено:
services-dossier-history = Ход рассмотрения
services-dossier-content = Содержание заявления
services-dossier-withdraw = Отозвать заявление
services-withdraw-title = Отозвать это заявление?
services-withdraw-lede = Заявление { $code } перестанут рассматривать. Отменить отзыв нельзя, но можно подать новое заявление. Отозванное останется в списке.
services-withdraw-keep = Не отзывать
services-withdrawn = Заявление отозвано.
services-withdraw-late = Это заявление уже нельзя отозвать.
services-state-draft = Черновик
services-state-submitted = Подано
services-state-accepted = Принято
services-state-not-accepted = Не принято
services-state-in-progress = Рассматривается
services-state-papers-wanted = Нужны документы
services-state-payment-wanted = Ожидается оплата
services-state-withdrawn = Отозвано
services-state-stopped = Рассмотрение прекращено
services-state-finished = Готово
services-state-returned = Результат выдан

## From the national portal to a province's, and back
referral-applies-at = Это заявление подаётся здесь: { $portal }. После подачи его видно на обоих порталах.
referral-came-from = Вас направил сюда { $portal }. Поданное здесь заявление будет видно и там, в разделе «Мои заявления».
referral-see-there = Открыть на сайте: { $portal }
referral-at = сайт: { $portal }
referral-unknown-title = Такой адрес нам неизвестен
referral-unknown = В адресе чего-то не хватает, или он изменён. Ничего не отправлено. Найдите услугу ещё раз и начните с неё.
referral-another-title = Этот адрес создан для другой учётной записи
referral-another = По чужому адресу подать своё заявление нельзя. Выберите услугу сами и подайте заявление онлайн: тогда оно будет вашим.
referral-used-title = Вы продолжили в другом браузере
referral-used = Черновики и заявления остались там. Чтобы подать заявление из этого браузера, начните с услуги ещё раз.
referral-expired-title = Прошло слишком много времени
referral-expired = С тех пор как вы нажали кнопку подачи, прошло больше часа. Услуга и место уже выбраны: нажмите кнопку ещё раз.
referral-province-down-title = { $portal } не отвечает
referral-province-down = Сейчас перейти туда нельзя. Выбранные услуга и место сохранены; попробуйте через несколько минут.
referral-national-down-title = { $portal } не отвечает
referral-national-down = Сейчас он не может подтвердить, что направил вас. Попробуйте ещё раз или подайте заявление прямо здесь: оно будет иметь ту же силу, только на том портале его не будет видно.
referral-stranger-title = Неизвестно, откуда вы пришли
referral-stranger = В адресе назван портал, которого мы не знаем, поэтому о заявлении ему не сообщат. Подать заявление здесь вы всё равно можете.
referral-not-served-title = Здесь это заявление подать нельзя
referral-not-served = { $portal } не занимается этой услугой или этим местом. Ничего не отправлено. Выберите место ещё раз.
referral-browser-title = В этом браузере такого перехода не было
referral-browser = Он начат в другом браузере или слишком давно. Черновики и заявления остались в разделе «Мои заявления».
referral-account-title = Это продолжили под другой учётной записью
referral-account = В этом браузере до вас продолжила другая учётная запись. Вернитесь на сайт «{ $portal }» и подайте заявление онлайн ещё раз.
referral-way-procedures = Найти услугу
referral-way-again = Начать заново
referral-way-retry = Попробовать ещё раз
referral-way-later = Вернуться к услуге
referral-way-here = Подать здесь
referral-way-back = Вернуться: { $portal }
