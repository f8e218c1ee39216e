# Địa chỉ thư điện tử của tài khoản tại cổng, và thư gửi chủ tài khoản.
portal-mail-subject = { $site }: tài khoản của bạn có thay đổi
portal-email-title = Địa chỉ thư điện tử
portal-email-lede = Chúng tôi gửi thư đến địa chỉ này khi tài khoản có thay đổi. Khi tài khoản chưa có số điện thoại đã xác nhận và chưa liên kết với tài khoản quốc gia, mã gửi đến đây cũng dùng để đặt lại mật khẩu. Để biết chắc địa chỉ là của bạn, trước hết chúng tôi gửi một mã.
portal-email-no-mail = Trang này không gửi thư, nên không thể xác nhận địa chỉ. Địa chỉ được điền sẵn vào hồ sơ.
portal-email-label = Địa chỉ thư điện tử
portal-email-confirmed = Đã xác nhận
portal-email-remove-title = Xóa địa chỉ
portal-email-remove-text = Sau đó chúng tôi không gửi thư đến địa chỉ này nữa.
portal-email-remove = Xóa địa chỉ
portal-account-email-saved = Đã xác nhận địa chỉ thư điện tử.
portal-account-email-removed = Đã xóa địa chỉ thư điện tử.
portal-sms-email-changed = { $site }: địa chỉ thư điện tử trong tài khoản của bạn vừa được đổi. Nếu không phải bạn đổi, hãy đổi mật khẩu và báo ngay cho nơi cấp tài khoản.
activity-services-account-email-code-sent = Đã gửi mã đến một địa chỉ thư mới
activity-services-account-email-confirmed = Địa chỉ thư điện tử đã được xác nhận
activity-services-account-email-removed = Địa chỉ thư điện tử đã được xóa khỏi tài khoản
