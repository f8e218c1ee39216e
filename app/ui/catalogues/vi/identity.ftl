### Registering, signing in, the account and its sessions at an identity.

## The front page

front-title = Trang chủ
front-heading = { $site }: một tài khoản cho mọi dịch vụ công
front-lede = Chỉ cần đăng ký một lần. Sau đó bạn dùng tài khoản này để đăng nhập vào mọi cổng dịch vụ đã kết nối.
front-what = Tài khoản này giúp gì cho bạn
front-what-once = Bạn chỉ chứng minh mình là ai một lần, không cần thêm mật khẩu cho từng cổng.
front-what-allow = Bạn quyết định cổng nào được biết thông tin gì, và có thể rút lại.
front-what-see = Bạn thấy mình đang đăng nhập ở đâu và tài khoản đã có những hoạt động gì.
front-hello = Xin chào, { $name }
front-hello-lede = Bạn đang đăng nhập. Bạn muốn làm gì?
front-level = Mức độ định danh của bạn:
front-account = Tài khoản của tôi
front-account-text = Thông tin, mật khẩu và mức độ định danh của bạn
front-portals = Trang được cấp quyền
front-portals-text = Ai được biết thông tin gì về bạn
front-sessions = Nơi bạn đang đăng nhập
front-sessions-text = Trình duyệt và thiết bị của bạn; đăng xuất nơi bạn không nhận ra

## Signing in and out

sign-in-title = Đăng nhập
sign-in-button = Đăng nhập
sign-in-again-title = Xác nhận đúng là bạn
sign-in-again-lede = Cổng dịch vụ yêu cầu bạn đăng nhập thêm một lần nữa trước khi tiếp tục.
sign-in-ahead = Đăng nhập xong, bạn sẽ đến: { $portal }.
sign-in-cancel = Hủy và quay lại: { $portal }
sign-in-identifier-vn = Tên đăng nhập, số điện thoại hoặc số định danh cá nhân
sign-in-identifier-cn = Tên đăng nhập, số điện thoại hoặc số định danh cá nhân
sign-in-identifier-ru = Tên đăng nhập, số điện thoại hoặc số SNILS
sign-in-identifier-missing = Hãy nhập tên đăng nhập, số điện thoại hoặc số định danh cá nhân
sign-in-password-missing = Hãy nhập mật khẩu
sign-in-no-account = Bạn chưa có tài khoản?
sign-in-wrong = Tên đăng nhập (hoặc số) và mật khẩu không khớp. Hãy kiểm tra cả hai rồi thử lại. Nếu không đăng nhập được bằng số định danh, hãy dùng số điện thoại hoặc tên đăng nhập.
sign-in-too-many = Đã có quá nhiều lần thử. Tài khoản của bạn không bị khóa. Bạn có thể thử lại sau { $time }.
signed-out-title = Bạn đã đăng xuất
signed-out-lede = Các cổng mà bạn đăng nhập bằng tài khoản này đang được thông báo. Nếu dùng máy chung, hãy đóng cả trình duyệt.

## Registering

register-link = Đăng ký
register-title = Đăng ký tài khoản
register-lede = Mất khoảng ba phút. Bạn cần có điện thoại di động đang nhận được tin nhắn.
register-ahead = Đăng ký xong, bạn sẽ đến: { $portal }.
register-have-account = Bạn đã có tài khoản?
register-get-code = Nhận mã xác nhận qua tin nhắn
register-finish = Đăng ký
register-too-many = Đã yêu cầu quá nhiều mã. Bạn có thể yêu cầu mã khác sau { $time }.
register-consent-label = Tôi đồng ý cho lưu họ tên và số điện thoại của tôi để duy trì tài khoản
register-consent-details = Lưu những gì và để làm gì
register-consent-what = Chúng tôi lưu họ tên, số điện thoại và, khi đã biết, số định danh cá nhân ở dạng mã hóa. Chúng tôi cũng lưu các lần đăng nhập; bạn xem được danh sách này.
register-consent-why = Thông tin này dùng để nhận ra bạn và báo cho bạn khi tài khoản có thay đổi. Các cổng dịch vụ chỉ biết những gì bạn cho phép.
register-consent-end = Bạn có thể rút lại sự đồng ý bất cứ lúc nào bằng cách đóng tài khoản.
register-consent-missing = Hãy đánh dấu vào ô đồng ý. Nếu bạn không đồng ý, chúng tôi không thể mở tài khoản.

name-label = Họ và tên
name-hint = Như trên giấy tờ tùy thân
name-missing = Hãy nhập họ và tên
name-too-long = Họ tên quá dài. Hãy nhập không quá 100 ký tự
name-character = Hãy nhập họ tên bằng chữ, không có chữ số hay ký hiệu
phone-label = Số điện thoại di động
phone-missing = Hãy nhập số điện thoại di động

code-title = Nhập mã trong tin nhắn
code-lede = Chúng tôi đã gửi tin nhắn đến số { $phone }. Mã trong tin nhắn có hiệu lực 10 phút.
code-account-exists = Nếu số này đã có tài khoản, tin nhắn sẽ nói rõ điều đó và không có mã.
code-label = Mã xác nhận
code-hint = 6 chữ số
code-continue = Tiếp tục
code-missing = Hãy nhập 6 chữ số trong tin nhắn
code-wrong = { $left ->
   *[other] Mã không đúng. Bạn còn { $left } lần thử
  }
code-exhausted = Mã này đã bị thử quá nhiều lần và không còn dùng được. Hãy yêu cầu mã mới.
code-expired = Mã này đã quá 10 phút và không còn dùng được. Hãy yêu cầu mã mới.
code-too-many = Đã yêu cầu quá nhiều mã. Bạn có thể yêu cầu mã khác sau { $time }.
code-nothing-came = Chưa nhận được tin nhắn?
code-nothing-came-do = Tin nhắn có thể đến chậm một phút. Hãy kiểm tra lại số rồi yêu cầu mã mới; khi đó mã cũ hết hiệu lực.
code-send-again = Gửi mã mới
code-sent-again = Mã mới đang được gửi đến bạn.
code-change-phone = Dùng số khác

credentials-title = Chọn tên đăng nhập và mật khẩu
credentials-lede = Số điện thoại của bạn đã được xác nhận. Đây là bước cuối cùng.
login-label = Tên đăng nhập
login-hint = Từ { $least } đến { $most } ký tự. Bắt đầu bằng một chữ cái; tiếp theo là chữ cái, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.
login-missing = Hãy nhập tên đăng nhập
login-too-short = Tên đăng nhập cần ít nhất { $least } ký tự
login-too-long = Tên đăng nhập chỉ được có tối đa { $most } ký tự
login-no-letter = Hãy bắt đầu tên đăng nhập bằng một chữ cái
login-character = Tên đăng nhập chỉ gồm chữ cái, chữ số, dấu chấm, gạch ngang và gạch dưới
login-taken = Tên đăng nhập này đã có người dùng. Hãy chọn tên khác

password-label = Mật khẩu
password-again-label = Nhập lại mật khẩu
password-hint = Ít nhất { $least } ký tự. Nên ghép vài từ mà chỉ bạn nghĩ ra: vừa an toàn vừa dễ nhớ.
password-missing = Hãy nhập mật khẩu
password-too-short = Mật khẩu cần ít nhất { $least } ký tự
password-too-long = Mật khẩu quá dài. Hãy chọn mật khẩu ngắn hơn
password-common = Mật khẩu này có quá nhiều người dùng. Hãy chọn mật khẩu khác
password-like-owner = Mật khẩu không được là họ tên, số điện thoại hay tên đăng nhập của bạn. Hãy chọn mật khẩu khác
password-unchanged = Đây là mật khẩu hiện tại của bạn. Hãy chọn mật khẩu khác
password-again-differs = Hai mật khẩu không giống nhau. Hãy nhập cùng một mật khẩu vào cả hai ô

stopped-gone = Không thể tiếp tục lần đăng ký này ở đây
stopped-gone-do = Lần đăng ký đã quá lâu, hoặc bạn đã bắt đầu ở một trình duyệt khác. Chưa có thông tin nào được lưu. Hãy bắt đầu lại; chỉ mất khoảng ba phút.
stopped-begin-again = Bắt đầu lại
stopped-finished = Bạn đã đăng ký xong
stopped-finished-do = Tài khoản của bạn đã có. Hãy đăng nhập bằng tên đăng nhập và mật khẩu mà bạn đã chọn.
stopped-phone-taken = Số điện thoại này vừa có tài khoản
stopped-phone-taken-do = Trong lúc bạn đăng ký, một tài khoản đã được lập với cùng số điện thoại. Nếu đó là bạn ở một cửa sổ khác, hãy đăng nhập.
stopped-closed = Tài khoản này đã đóng
stopped-closed-do = Tài khoản không thể mở lại. Để dùng dịch vụ, hãy đăng ký tài khoản mới tại cơ quan tiếp nhận.

## Text messages

sms-registration-code = { $site }: mã xác nhận của bạn là { $code }. Mã có hiệu lực 10 phút. Không đưa mã này cho bất kỳ ai.
sms-registration-known = { $site }: có người đăng ký bằng số này, số đã có tài khoản. Nếu là tài khoản của bạn, hãy đăng nhập tại { $address }. Nếu trước đây số thuộc người khác, mã của bạn là { $code } (10 phút). Không đưa mã cho bất kỳ ai. Nếu không phải bạn, không cần làm gì.
sms-second-factor = { $site }: mã { $code } để xác nhận đăng nhập vào { $portal }. Mã có hiệu lực 10 phút. Không đưa mã này cho bất kỳ ai. Nếu không phải bạn đang đăng nhập, hãy đổi mật khẩu ngay.

## The account

account-title = Tài khoản của tôi
account-registered = Tài khoản của bạn đã sẵn sàng. Bạn đang đăng nhập.
account-password-changed = Mật khẩu đã được đổi. Mọi trình duyệt và thiết bị khác của bạn đã bị đăng xuất.
account-level = Mức độ định danh
account-number-unknown = Chưa có
account-phone-unknown = Không có
account-since = Ngày đăng ký
account-language = Ngôn ngữ chúng tôi viết cho bạn
account-ways = Bạn có thể làm gì
account-identity = Định danh điện tử
account-identity-card = Hồ sơ của bạn, kích hoạt, khóa và mở khóa
account-consents-title = Trang được cấp quyền
account-consents-card = Ai được biết thông tin gì về bạn
number-label-vn = Số định danh cá nhân
number-label-cn = Số định danh cá nhân
number-label-ru = Số SNILS

## Levels of identity

level-vneid-none = Chưa định danh
level-vneid-1 = Mức độ 1
level-vneid-2 = Mức độ 2
level-shandong-basic = Thực danh sơ cấp
level-shandong-middle = Thực danh trung cấp
level-shandong-high = Thực danh cao cấp
level-esia-simple = Tài khoản giản lược
level-esia-standard = Tài khoản tiêu chuẩn
level-esia-confirmed = Tài khoản đã xác nhận
level-plain-claimed = Tự khai
level-plain-basic = Đã đối chiếu cơ sở dữ liệu
level-plain-substantial = Đã kiểm tra giấy tờ
level-plain-high = Đã kiểm tra trực tiếp
level-vneid-none-means = Mới xác nhận số điện thoại. Họ tên và số định danh cá nhân của bạn chưa được đối chiếu.
level-vneid-1-means = Thông tin của bạn đã khớp với Cơ sở dữ liệu quốc gia về dân cư.
level-vneid-2-means = Thẻ căn cước và khuôn mặt của bạn đã được kiểm tra. Bạn dùng được mọi dịch vụ.
level-shandong-basic-means = Mới xác nhận số điện thoại. Họ tên và số định danh cá nhân của bạn chưa được đối chiếu.
level-shandong-middle-means = Họ tên và số định danh cá nhân của bạn đã khớp với dữ liệu dân cư.
level-shandong-high-means = Giấy tờ và khuôn mặt của bạn đã được kiểm tra. Bạn dùng được mọi dịch vụ.
level-esia-simple-means = Mới xác nhận số điện thoại. Bạn chưa dùng được những dịch vụ cần biết rõ bạn là ai.
level-esia-standard-means = Thông tin của bạn đã khớp với dữ liệu nhà nước. Một số dịch vụ còn yêu cầu xác nhận danh tính.
level-esia-confirmed-means = Danh tính của bạn đã được xác nhận. Bạn dùng được mọi dịch vụ.
level-plain-claimed-means = Mới xác nhận số điện thoại. Chưa ai kiểm tra họ tên của bạn.
level-plain-basic-means = Thông tin của bạn đã khớp với một cơ sở dữ liệu chính thức.
level-plain-substantial-means = Giấy tờ và khuôn mặt của bạn đã được kiểm tra.
level-plain-high-means = Bạn đã đến trực tiếp; giấy tờ, khuôn mặt và vân tay đã được kiểm tra.

## Sessions

sessions-title = Nơi bạn đang đăng nhập
sessions-card = Trình duyệt và thiết bị của bạn; đăng xuất nơi bạn không nhận ra
sessions-lede = Các trình duyệt và thiết bị này đang đăng nhập vào tài khoản của bạn. Nếu có nơi bạn không nhận ra, hãy đăng xuất nơi đó và đổi mật khẩu.
sessions-device = Thiết bị
sessions-begun = Đăng nhập lúc
sessions-used = Dùng lần cuối
sessions-from = Địa chỉ mạng
sessions-end-column = Đăng xuất
sessions-this = Trình duyệt này
sessions-this-end = Dùng nút “Đăng xuất” ở trên
sessions-end = Đăng xuất
sessions-ended = Đã đăng xuất. Thiết bị đó phải đăng nhập lại.
sessions-others-ended = Đã đăng xuất mọi nơi khác. Bạn chỉ còn đăng nhập ở đây.
sessions-gone = Thiết bị đó đã được đăng xuất từ trước. Danh sách dưới đây là mới nhất.
sessions-end-others-title = Đăng xuất mọi nơi khác
sessions-end-others-text = Mọi trình duyệt và thiết bị khác, kể cả trên các cổng đã kết nối, sẽ phải đăng nhập lại. Bạn vẫn đăng nhập ở đây.
sessions-end-others = Đăng xuất mọi nơi khác
sessions-end-others-these = Những nơi sau sẽ bị đăng xuất:
sessions-keep = Giữ nguyên

## Changing the password

password-new-label = Mật khẩu mới
password-present-label = Mật khẩu hiện tại
password-present-missing = Hãy nhập mật khẩu hiện tại
password-present-wrong = Đây không phải mật khẩu hiện tại của bạn. Hãy thử lại
password-too-many = Đã có quá nhiều lần thử. Bạn có thể thử lại sau { $time }.
password-title = Đổi mật khẩu
password-card = Chọn mật khẩu mới; các nơi khác sẽ bị đăng xuất
password-lede = Bạn vẫn đăng nhập ở đây. Mọi trình duyệt và thiết bị khác của bạn sẽ bị đăng xuất. Nơi nào được phép xem dữ liệu khi bạn vắng mặt thì không được nữa.
password-change = Đổi mật khẩu

email-title = Địa chỉ thư điện tử
email-card = Nơi chúng tôi viết cho bạn, và điều các cổng có thể biết
email-lede = Chúng tôi viết đến mọi địa chỉ ở đây khi có thay đổi trong tài khoản. Địa chỉ không mở được gì: bạn không đăng nhập bằng địa chỉ thư.
email-none-title = Chưa có địa chỉ thư
email-none = Có địa chỉ thư, bạn vẫn được báo khi mất điện thoại.
email-since = Xác nhận ngày
email-first = Các cổng mà bạn cho biết địa chỉ thư sẽ thấy địa chỉ này.
email-add-title = Thêm địa chỉ
email-label = Địa chỉ thư
email-hint = Ví dụ: ten@example.org. Người khác cũng có thể dùng chung.
email-add = Gửi mã
email-remove = Xóa
email-added = Đã thêm địa chỉ.
email-removed = Đã xóa địa chỉ.
email-missing = Nhập địa chỉ thư
email-malformed = Nhập địa chỉ thư đầy đủ, ví dụ ten@example.org
email-is-there = Bạn đã có địa chỉ này ở đây
email-too-many = Có thể lưu { $most } địa chỉ. Hãy xóa bớt một địa chỉ trước.
email-no-mail = Trang này không gửi thư, nên không thể thêm địa chỉ.
email-code-title = Nhập mã trong thư
email-code-lede = Chúng tôi đã gửi thư đến { $email }. Mã trong thư có hiệu lực 10 phút.
email-code-confirm = Xác nhận địa chỉ
email-code-nothing = Không thấy thư?
email-code-nothing-do = Có thể mất một phút. Hãy xem trong thư rác, kiểm tra địa chỉ, rồi yêu cầu mã mới; khi đó mã trước không còn dùng được.
email-code-other = Dùng địa chỉ khác
