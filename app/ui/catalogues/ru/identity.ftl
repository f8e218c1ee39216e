### Registering, signing in, the account and its sessions at an identity.

## The front page

front-title = Главная
front-heading = { $site }: одна учётная запись для всех госуслуг
front-lede = Зарегистрируйтесь один раз — и входите с этой учётной записью на все подключённые порталы.
front-what = Что даёт учётная запись
front-what-once = Вы подтверждаете личность один раз. Отдельный пароль для каждого портала не нужен.
front-what-allow = Вы сами решаете, какой портал что узнает о вас, и можете это отменить.
front-what-see = Вы видите, где выполнен вход и что происходило с учётной записью.
front-hello = Здравствуйте, { $name }
front-hello-lede = Вход выполнен. Что вы хотите сделать?
front-level = Уровень подтверждения личности:
front-account = Моя учётная запись
front-account-text = Ваши данные, пароль и уровень подтверждения
front-portals = Сайты с доступом
front-portals-text = Кто и что может узнать о вас
front-sessions = Где выполнен вход
front-sessions-text = Ваши браузеры и устройства; незнакомые можно отключить

## Signing in and out

sign-in-title = Вход
sign-in-button = Войти
sign-in-again-title = Подтвердите, что это вы
sign-in-again-lede = Портал просит войти ещё раз, прежде чем продолжить.
sign-in-ahead = После входа вы перейдёте сюда: { $portal }.
sign-in-cancel = Отменить и вернуться: { $portal }
sign-in-identifier-vn = Логин, телефон или личный номер
sign-in-identifier-cn = Логин, телефон или личный номер
sign-in-identifier-ru = Логин, телефон или СНИЛС
sign-in-identifier-missing = Введите логин, телефон или личный номер
sign-in-password-missing = Введите пароль
sign-in-no-account = Ещё нет учётной записи?
sign-in-wrong = Логин или номер не подходит к паролю. Проверьте то и другое и попробуйте снова.
sign-in-too-many = Слишком много попыток. Учётная запись не заблокирована. Попробуйте снова после { $time }.
signed-out-title = Вы вышли
signed-out-lede = Порталы, на которые вы входили с этой учётной записью, получают уведомление. На чужом устройстве закройте и браузер.

## Registering

register-link = Зарегистрироваться
register-title = Регистрация
register-lede = Это займёт около трёх минут. Понадобится мобильный телефон, который сейчас принимает СМС.
register-ahead = После регистрации вы перейдёте сюда: { $portal }.
register-have-account = Уже есть учётная запись?
register-get-code = Получить код по СМС
register-finish = Зарегистрироваться
register-too-many = Код запрашивали слишком часто. Новый можно запросить после { $time }.
register-consent-label = Я соглашаюсь на хранение имени и номера телефона для ведения моей учётной записи
register-consent-details = Что и зачем хранится
register-consent-what = Мы храним имя, номер телефона и, когда он станет известен, личный номер в зашифрованном виде. Мы также ведём журнал входов, он вам доступен.
register-consent-why = Это нужно, чтобы узнавать вас и предупреждать о событиях в учётной записи. Порталы узнают только то, что вы разрешите.
register-consent-end = Согласие можно отозвать в любое время, закрыв учётную запись.
register-consent-missing = Отметьте согласие. Без него мы не можем открыть учётную запись.

name-label = Фамилия, имя, отчество
name-hint = Как в документе, удостоверяющем личность
name-missing = Введите фамилию, имя и отчество, если оно есть
name-too-long = Имя слишком длинное. Введите не больше 100 символов
name-character = Введите имя буквами, без цифр и знаков
phone-label = Мобильный телефон
phone-hint-vn = Например: 0912 345 678
phone-hint-cn = Например: 138 0013 8000
phone-hint-ru = Например: 8 912 345-67-89
phone-missing = Введите номер мобильного телефона
phone-malformed-vn = Введите номер мобильного телефона, например 0912 345 678
phone-malformed-cn = Введите номер мобильного телефона, например 138 0013 8000
phone-malformed-ru = Введите номер мобильного телефона, например 8 912 345-67-89

code-title = Введите код из СМС
code-lede = Мы отправили СМС на номер { $phone }. Код действует 10 минут.
code-account-exists = Если на этот номер уже есть учётная запись, об этом сказано в СМС, и кода в нём нет.
code-label = Код
code-hint = 6 цифр
code-continue = Продолжить
code-missing = Введите 6 цифр из СМС
code-wrong = { $left ->
    [one] Код неверный. Осталась { $left } попытка
    [few] Код неверный. Осталось { $left } попытки
   *[other] Код неверный. Осталось { $left } попыток
  }
code-exhausted = Этот код вводили слишком много раз, он больше не действует. Запросите новый.
code-expired = Этому коду больше 10 минут, он не действует. Запросите новый.
code-too-many = Код запрашивали слишком часто. Новый можно запросить после { $time }.
code-nothing-came = Не пришло СМС?
code-nothing-came-do = Сообщение может идти минуту. Проверьте номер и запросите новый код; прежний тогда перестанет действовать.
code-send-again = Отправить новый код
code-sent-again = Новый код отправлен.
code-change-phone = Указать другой номер

credentials-title = Придумайте логин и пароль
credentials-lede = Телефон подтверждён. Это последний шаг.
login-label = Логин
login-hint = От { $least } до { $most } символов. Первый — буква, затем буквы, цифры, точки, дефисы и подчёркивания.
login-missing = Введите логин
login-too-short = В логине должно быть не меньше { $least } символов
login-too-long = В логине может быть не больше { $most } символов
login-no-letter = Начните логин с буквы
login-character = Используйте в логине только буквы, цифры, точки, дефисы и подчёркивания
login-taken = Этот логин уже занят. Выберите другой

password-label = Пароль
password-again-label = Пароль ещё раз
password-hint = Не меньше { $least } символов. Хорошо подходят несколько слов, которые соединили бы только вы: их легко запомнить.
password-missing = Введите пароль
password-too-short = В пароле должно быть не меньше { $least } символов
password-too-long = Пароль слишком длинный. Выберите покороче
password-common = Этим паролем пользуются слишком многие. Выберите другой
password-like-owner = Пароль не должен совпадать с вашим именем, номером или логином. Выберите другой
password-unchanged = Это ваш текущий пароль. Выберите другой
password-again-differs = Пароли не совпадают. Введите в оба поля один и тот же

stopped-gone = Эту регистрацию нельзя продолжить здесь
stopped-gone-do = Прошло слишком много времени, или вы начали её в другом браузере. Ничего не сохранено. Начните заново, это займёт около трёх минут.
stopped-begin-again = Начать заново
stopped-finished = Регистрация уже завершена
stopped-finished-do = Ваша учётная запись создана. Войдите с логином и паролем, которые вы выбрали.
stopped-phone-taken = На этот номер только что открыли учётную запись
stopped-phone-taken-do = Пока вы регистрировались, на тот же номер была создана учётная запись. Если это сделали вы в другом окне, просто войдите.
stopped-locked = Учётная запись заблокирована
stopped-locked-do = Сейчас с ней никто не может войти. Если заблокировали её не вы, обратитесь в центр обслуживания с документом, удостоверяющим личность.
stopped-closed = Учётная запись закрыта
stopped-closed-do = Открыть её снова нельзя. Чтобы пользоваться услугами, зарегистрируйте новую в центре обслуживания.

## Text messages

sms-registration-code = { $site }: код подтверждения { $code }. Действует 10 минут. Никому его не сообщайте.
sms-registration-known = { $site }: кто-то хочет зарегистрироваться с этим номером, но у вас уже есть учётная запись. Войдите на { $address } с этим номером и паролем. Если это не вы, ничего делать не нужно.

## The account

account-title = Моя учётная запись
account-registered = Учётная запись готова. Вы вошли.
account-password-changed = Пароль изменён. Во всех других браузерах и на других устройствах выполнен выход.
account-level = Уровень подтверждения
account-number-unknown = Пока неизвестен
account-phone-unknown = Нет
account-since = Дата регистрации
account-language = На каком языке мы вам пишем
account-ways = Что можно сделать
account-consents-title = Сайты с доступом
account-consents-card = Кто и что может узнать о вас
number-label-vn = Личный номер
number-label-cn = Личный номер
number-label-ru = СНИЛС

## Levels of identity

level-vneid-none = Личность не подтверждена
level-vneid-1 = Уровень 1
level-vneid-2 = Уровень 2
level-shandong-basic = Начальный уровень
level-shandong-middle = Средний уровень
level-shandong-high = Высший уровень
level-esia-simple = Упрощённая
level-esia-standard = Стандартная
level-esia-confirmed = Подтверждённая
level-plain-claimed = Со слов владельца
level-plain-basic = Сверено с реестром
level-plain-substantial = Проверено по документу
level-plain-high = Проверено при личной явке
level-vneid-none-means = Подтверждён только номер телефона. Имя и личный номер ещё не проверены.
level-vneid-1-means = Ваши данные совпали с национальной базой данных населения.
level-vneid-2-means = Проверены ваше удостоверение личности и лицо. Доступны все услуги.
level-shandong-basic-means = Подтверждён только номер телефона. Имя и личный номер ещё не проверены.
level-shandong-middle-means = Имя и личный номер совпали с регистром населения.
level-shandong-high-means = Проверены ваш документ и лицо. Доступны все услуги.
level-esia-simple-means = Подтверждён только номер телефона. Услуги, для которых нужно знать, кто вы, пока закрыты.
level-esia-standard-means = Ваши данные совпали с государственными реестрами. Для некоторых услуг ещё нужно подтвердить личность.
level-esia-confirmed-means = Ваша личность подтверждена. Доступны все услуги.
level-plain-claimed-means = Подтверждён только номер телефона. Имя никто ещё не проверял.
level-plain-basic-means = Ваши данные совпали с официальным реестром.
level-plain-substantial-means = Проверены ваш документ и лицо.
level-plain-high-means = Вы пришли лично: проверены документ, лицо и отпечатки пальцев.

## Sessions

sessions-title = Где выполнен вход
sessions-card = Ваши браузеры и устройства; незнакомые можно отключить
sessions-lede = В этих браузерах и на этих устройствах выполнен вход в вашу учётную запись. Если какое-то вам незнакомо, завершите его сеанс и смените пароль.
sessions-device = Устройство
sessions-begun = Вход
sessions-used = Последнее действие
sessions-from = Сетевой адрес
sessions-end-column = Завершить
sessions-this = Этот браузер
sessions-this-end = Нажмите «Выйти» вверху
sessions-end = Завершить
sessions-ended = Сеанс завершён. На том устройстве нужно войти заново.
sessions-others-ended = Остальные сеансы завершены. Вход выполнен только здесь.
sessions-gone = На том устройстве выход уже выполнен. Ниже — свежий список.
sessions-end-others-title = Выйти на всех других устройствах
sessions-end-others-text = Во всех других браузерах и на устройствах, а также на подключённых порталах нужно будет войти заново. Здесь вы останетесь в системе.
sessions-end-others = Завершить остальные
sessions-end-others-these = Выход произойдёт здесь:
sessions-keep = Оставить как есть

## Changing the password

password-new-label = Новый пароль
password-present-label = Текущий пароль
password-present-missing = Введите текущий пароль
password-present-wrong = Это не ваш текущий пароль. Попробуйте снова
password-too-many = Слишком много попыток. Попробуйте снова после { $time }.
password-title = Смена пароля
password-card = Новый пароль; на других устройствах произойдёт выход
password-lede = Здесь вы останетесь в системе. Во всех других браузерах и на других устройствах произойдёт выход.
password-change = Сменить пароль
sms-password-changed = { $site }: пароль вашей учётной записи изменён. Если это сделали не вы, сразу обратитесь в центр обслуживания с документом, удостоверяющим личность.

## Activity

activity-title = Последние события
activity-card = Что и когда происходило с учётной записью
activity-lede = Все события учётной записи, сначала новые. Если что-то сделали не вы, смените пароль.
activity-what = Событие
activity-when = Когда
activity-about = Где
activity-earlier = Показать более ранние
activity-empty = Пока ничего
activity-empty-text = Здесь появятся входы и изменения учётной записи.
activity-other = Другое событие в учётной записи
activity-people-account-registered = Вы зарегистрировали учётную запись
activity-people-account-seeded = Учётная запись создана для демонстрации
activity-people-registration-attempted = Кто-то пытался зарегистрироваться с вашим номером телефона
activity-people-sign-in-refused = Кто-то пытался войти с неверным паролем
activity-people-password-changed = Пароль изменён
activity-people-password-refused = Кто-то пытался сменить пароль, но ввёл неверный текущий
activity-people-number-shown = Вы открыли свой личный номер полностью
activity-people-sessions-ended = Вы вышли на всех других устройствах
activity-site-session-begun = Вы вошли
activity-site-session-ended = На одном из устройств выполнен выход
activity-site-session-signed-out = Вы вышли
activity-provider-request-begun = Сайт попросил вас войти с этой учётной записью
activity-provider-request-refused = Запрос сайта отклонён
activity-provider-grant-made = Вы вошли на сайт с этой учётной записью
activity-provider-token-issued = Сайт узнал, кто вы
activity-provider-token-refreshed = Сайт продлил свой доступ
activity-provider-token-revoked = Сайт отказался от доступа
activity-provider-grant-revoked = Доступ сайта прекращён
