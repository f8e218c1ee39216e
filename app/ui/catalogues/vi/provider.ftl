### Consent and everything else between an identity and the sites that rely on it.

consent-title = Cho phép { $portal } xem thông tin của bạn?
consent-signed-in-as = Đang đăng nhập: { $name }
consent-lede = Mật khẩu và mã xác thực không bao giờ được chuyển đi. Bạn chỉ cần quyết định một lần, hệ thống sẽ ghi nhớ.
consent-what = { $portal } sẽ nhận được
consent-item-name = Họ và tên
consent-item-login = Tên đăng nhập
consent-item-language = Ngôn ngữ
consent-item-phone = Số điện thoại
consent-item-email = Địa chỉ thư điện tử
consent-item-number = Số định danh cá nhân
consent-item-born = Ngày sinh
consent-item-sex = Giới tính
consent-item-residence = Nơi cư trú
consent-established = Theo kết quả xác minh danh tính của bạn
consent-item-match = Mã đối chiếu tạo từ số định danh
consent-item-verified = Việc xác minh danh tính của bạn
consent-match-means = Được tạo riêng cho trang này từ số định danh của bạn, để tìm tài khoản của bạn ở đó. Từ đó không suy ra được số.
consent-verified-means = Họ tên và số của bạn được kiểm tra theo quy định nào, bằng cách nào, khi nào và đối chiếu với đâu.
consent-item-offline = Duy trì kết nối
consent-offline-means = Được hỏi lại các thông tin này cả khi bạn không truy cập
consent-not-known = Tài khoản chưa có thông tin này
consent-later = Bạn có thể thu hồi bất cứ lúc nào tại mục “Trang được cấp quyền” trong tài khoản.
consent-allow = Đồng ý và tiếp tục
consent-deny = Không đồng ý

choose-title = Bạn muốn dùng tài khoản nào?
choose-other-title = { $portal } đang chờ một tài khoản khác
choose-for = Để tiếp tục đến { $portal }
choose-lede = Bạn đang đăng nhập với tên { $name }.
choose-go-on = Tiếp tục với { $name }
choose-other = Dùng tài khoản khác
choose-other-lede = Bạn đang đăng nhập ở đây với tên { $name }, nhưng { $portal } đang chờ người khác. Hãy đăng nhập bằng tài khoản đó, hoặc quay lại.

raise-title = Tài khoản của bạn cần mức độ định danh cao hơn
raise-lede = { $portal } yêu cầu mức xác minh mà tài khoản của bạn chưa có. Chưa có thông tin nào được chuyển đi.
raise-has = Mức hiện tại
raise-wants = Mức được yêu cầu
raise-do = Hãy nâng mức độ định danh của tài khoản trước, rồi mở lại dịch vụ.
raise-phone-title = Tài khoản của bạn chưa có số điện thoại
raise-phone-lede = { $portal } yêu cầu đăng nhập bằng mật khẩu và mã gửi qua tin nhắn, nhưng tài khoản này chưa có số điện thoại để nhận mã. Chưa có thông tin nào được chuyển đi.
raise-phone-do = Hãy bổ sung số điện thoại vào tài khoản trước, rồi mở lại dịch vụ.

factor-title = Xác nhận bằng mã gửi qua tin nhắn
factor-lede = Bước này cần chắc chắn đó là bạn. Mã sẽ được gửi đến số điện thoại trong tài khoản của bạn: { $phone }.
factor-second-lede = Bước này cần chắc chắn đó là bạn. Hãy xác nhận bằng khóa đăng nhập, ứng dụng hoặc mã.
factor-second-other = Cách khác
factor-other-phone = Không còn dùng số này? Hãy hủy ở đây và cập nhật số điện thoại tại bộ phận hỗ trợ trước.
factor-too-many-tries = Mã đã bị nhập sai quá nhiều lần cho tài khoản này. Bạn có thể thử lại sau { $time }.

over-answered-title = Lần đăng nhập này đã hoàn tất
over-answered-do = Có thể bạn đã hoàn tất ở một thẻ khác, hoặc vừa quay lại một trang cũ. Hãy tiếp tục tại { $portal }; nếu ở đó bạn chưa đăng nhập, hãy bắt đầu lại.
over-expired-title = Lần đăng nhập này đã quá thời gian
over-expired-do = Để bảo vệ bạn, lần đăng nhập đã kết thúc và chưa có thông tin nào được chuyển đi. Hãy đến { $portal } và bắt đầu lại.
way-on-to = Đến { $portal }
way-back-to = Hủy và quay lại { $portal }

pass-on-title = Đang đưa bạn trở lại
pass-on-lede = Bạn đang được đưa trở lại { $portal }. Nếu trang không tự chuyển, hãy nhấn nút bên dưới.
pass-on-lede-somewhere = Bạn đang được đưa trở lại trang trước đó. Nếu trang không tự chuyển, hãy nhấn nút bên dưới.
pass-on-button = Tiếp tục

sign-out-title = Bạn muốn đăng xuất?
sign-out-asked-by = { $portal } đề nghị đăng xuất bạn ở cả đây.
sign-out-asked = Một trang khác đề nghị đăng xuất bạn ở đây.
sign-out-means = Bạn sẽ được đăng xuất ở đây và ở mọi trang đã mở bằng lần đăng nhập này trên thiết bị này.
sign-out-confirm = Đăng xuất khỏi tất cả
sign-out-stay = Tiếp tục đăng nhập

consents-title = Trang được cấp quyền
consents-lede = Các trang dưới đây được xem những thông tin mà bạn đã đồng ý. Không trang nào biết mật khẩu của bạn.
consents-none = Chưa có trang nào được cấp quyền
consents-none-how = Khi bạn đăng nhập vào trang khác bằng tài khoản này, trang đó sẽ hiện ở đây.
consents-house = Các trang không cần xin phép
consents-house-text = Các trang này thuộc cùng hệ thống với tài khoản. Bạn đã đăng nhập vào đó, nên trang được xem những thông tin ghi bên dưới. Việc xem được ghi lại trong:
consents-what = Được xem
consents-only-identity = Chỉ biết đó là bạn
consents-since = Từ ngày
consents-end-means = Khi bị thu hồi quyền, trang đó không còn hỏi được thông tin của bạn. Những gì đã nhận và tài khoản của bạn ở đó vẫn còn.
consents-end = Thu hồi quyền
consents-ended = { $portal } không còn quyền xem thông tin của bạn.
