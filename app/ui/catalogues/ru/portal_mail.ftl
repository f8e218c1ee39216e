# Адрес почты учётной записи портала и письма её владельцу.
portal-mail-subject = { $site }: изменение в вашей учётной записи
portal-email-title = Адрес электронной почты
portal-email-lede = Сюда мы пишем, когда в учётной записи что-то меняется. Пока у неё нет ни подтверждённого номера телефона, ни привязанной государственной учётной записи, код из письма поможет и восстановить пароль. Чтобы убедиться, что адрес ваш, мы сначала отправим код.
portal-email-no-mail = Этот сайт не отправляет писем, поэтому подтвердить адрес нельзя. Он подставляется в заявления.
portal-email-label = Адрес электронной почты
portal-email-confirmed = Подтверждён
portal-email-remove-title = Удаление адреса
portal-email-remove-text = После этого мы не будем туда писать.
portal-email-remove = Удалить адрес
portal-account-email-saved = Адрес электронной почты подтверждён.
portal-account-email-removed = Адрес электронной почты удалён.
portal-sms-email-changed = { $site }: адрес почты вашей учётной записи только что изменён. Если это не вы, смените пароль и сразу сообщите тому, кто её выдал.
activity-services-account-email-code-sent = На новый адрес почты отправлен код
activity-services-account-email-confirmed = Адрес почты подтверждён
activity-services-account-email-removed = Адрес почты удалён из учётной записи
