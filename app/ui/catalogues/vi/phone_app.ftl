# Đăng ký trên điện thoại.

app-continue = Tiếp tục
app-change = Sửa
app-register = Đăng ký

## Trang đầu

app-front-title = Định danh điện tử trên điện thoại
app-front-lede = Đăng ký, xác minh và kích hoạt định danh điện tử ngay trên điện thoại này. Đăng ký mất khoảng năm phút.
app-front-need = Bạn cần có
app-front-need-card = Thẻ căn cước có số định danh 12 chữ số
app-front-need-phone = Số điện thoại của chính bạn, nhận được tin nhắn
app-front-need-camera = Nên có camera để quét mã QR trên thẻ. Bạn cũng có thể gửi ảnh chụp hoặc tự nhập
app-front-next = Các bước
app-front-next-register = Bạn đăng ký bằng thông tin trên thẻ, mã xác thực gửi qua tin nhắn và mật khẩu.
app-front-next-face = Bạn xác nhận thông tin và chụp khuôn mặt.
app-front-next-officer = Cán bộ đối chiếu và quyết định trong một ngày làm việc.
app-front-next-activate = Bạn nhận tin nhắn và kích hoạt định danh điện tử trong bảy ngày.
app-front-under-way = Trên điện thoại này có một lần đăng ký chưa xong. Thông tin đã nhập chỉ được giữ trong trình duyệt này, trong một ngày.
app-front-go-on = Tiếp tục đăng ký
app-front-passcode = Mở bằng mật mã
app-front-anew = Xóa và đăng ký lại từ đầu

## Đăng ký

app-begin-title = Số định danh và số điện thoại
app-begin-lede = Mã xác thực sẽ được gửi đến số điện thoại này. Thông tin bạn nhập chỉ nằm trong trình duyệt cho đến khi bạn nhập đúng mã.
app-no-cookies-title = Trình duyệt này không lưu cookie
app-no-cookies-lede = Không có cookie thì thông tin bạn nhập không giữ được từ trang này sang trang khác.
app-no-cookies-do = Hãy cho phép cookie với trang này trong phần cài đặt, tắt cửa sổ ẩn danh đang chặn cookie, hoặc mở trang bằng trình duyệt khác.
app-no-cookies-again = Thử lại
app-card-title = Thông tin trên thẻ
app-card-lede = Quét mã QR để thông tin tự điền. Bạn cũng có thể tự nhập tất cả.
app-card-data = Thông tin
app-review-title = Mọi thông tin đã đúng chưa?
app-review-lede = Hãy xem lại thông tin trước khi đăng ký. Nếu sai, sau này vẫn có thể đính chính.
app-review-doubts = Một số thông tin không khớp với số định danh
app-review-doubts-on = Nếu trên thẻ ghi đúng như vậy thì cứ tiếp tục: cán bộ sẽ xem xét.
app-consent-label = Tôi đồng ý để các thông tin này được lưu giữ và kiểm tra nhằm cấp định danh điện tử cho tôi
app-consent-what = Chúng tôi lưu thông tin trên thẻ, số điện thoại và dấu vết mật khẩu của bạn dưới dạng mã hóa. Sau đó có thêm ảnh khuôn mặt; ảnh bị xóa khi hết thời hạn.
app-consent-why = Thông tin được đối chiếu với Cơ sở dữ liệu quốc gia về dân cư và cán bộ quyết định.
app-password-title = Đặt mật khẩu
app-password-lede = Từ nay bạn đăng nhập bằng số định danh và mật khẩu này.
app-password-set = Đặt mật khẩu và đăng ký
app-done-title = Bạn đã đăng ký
app-done-new = Tài khoản đã được tạo và bạn đã đăng nhập.
app-done-lede = Từ nay bạn đăng nhập bằng số định danh và mật khẩu.
app-done-login = Bạn cũng có thể dùng tên đăng nhập này, kể cả khi có người khác đăng ký nhầm số của bạn. Hãy giữ lại.
app-done-next = Danh tính của bạn chưa được xác minh. Tiếp theo hãy xác nhận thông tin và chụp khuôn mặt; nếu sau 30 ngày chưa nộp hồ sơ, bạn chỉ đăng nhập được bằng tên đăng nhập hoặc số điện thoại.

## Tình trạng hồ sơ

app-home-title = Định danh điện tử của bạn
app-home-due = Hạn giải quyết: { $date }.
app-home-go-on = Tiếp tục làm hồ sơ
app-home-apply = Đăng ký định danh điện tử mức độ 1
app-home-activate = Kích hoạt
app-home-unlock = Xem cách mở khóa
app-state-none = Chưa có hồ sơ
app-state-none-means = Bạn có tài khoản nhưng chưa đăng ký định danh điện tử.
app-state-requested = Đã bắt đầu
app-state-requested-means = Hồ sơ đã bắt đầu. Hãy tiếp tục với thông tin trên thẻ.
app-state-awaiting-data = Cần thông tin
app-state-awaiting-data-means = Tiếp theo hãy xác nhận thông tin trên thẻ.
app-state-awaiting-biometrics = Cần ảnh khuôn mặt
app-state-awaiting-biometrics-means = Tiếp theo hãy chụp khuôn mặt để cán bộ đối chiếu.
app-state-in-review = Chờ quyết định
app-state-in-review-means = Cán bộ đã nhận đủ hồ sơ và sẽ quyết định. Bạn sẽ nhận được tin nhắn.
app-state-approved = Đã duyệt
app-state-approved-means = Hồ sơ đã được duyệt. Hãy kích hoạt trong bảy ngày kể từ khi nhận tin nhắn.
app-state-window-missed = Quá hạn kích hoạt
app-state-window-missed-means = Đã quá bảy ngày. Cán bộ có thể mở lại thời hạn.
app-state-active = Đang hoạt động
app-state-active-means = Định danh điện tử mức độ 1 của bạn đang hoạt động.
app-state-locked = Đang bị khóa
app-state-locked-means = Định danh điện tử của bạn đang bị khóa. Bạn vẫn đăng nhập được.
app-state-refused = Bị từ chối
app-state-refused-means = Hồ sơ bị từ chối. Lý do có trong tin nhắn; bạn có thể đăng ký lại.
app-state-withdrawn = Đã rút
app-state-withdrawn-means = Bạn đã rút hồ sơ. Bạn có thể đăng ký lại.
app-state-closed = Đã đóng
app-state-closed-means = Định danh điện tử đã đóng. Bạn có thể đăng ký lại.

## Sign-in

app-sign-in-lede = Đăng nhập bằng số định danh bạn đã dùng để đăng ký và mật khẩu.
app-sign-in-number = Số định danh cá nhân
app-sign-in-number-hint = 12 chữ số; hoặc số điện thoại, hoặc tên đăng nhập

## Trình duyệt

app-short-name = Định danh
app-device = Trình duyệt này
app-device-no-scripts = Không có JavaScript hoặc trình duyệt cũ vẫn dùng được: bạn gửi ảnh chụp thay cho quét bằng camera và tự nhập những gì không đọc được. Cần cho phép cookie.
app-device-fine = đạt
app-device-missing = thiếu
app-device-secure = Kết nối an toàn
app-device-secure-missing = Hãy mở trang bằng địa chỉ https://. Khi chưa có, camera không dùng được: hãy gửi ảnh chụp.
app-device-cookies = Cookie
app-device-cookies-missing = Hãy cho phép cookie với trang này trong phần cài đặt, hoặc tắt cửa sổ ẩn danh. Không có cookie thì không đăng ký được.
app-device-camera = Camera
app-device-camera-missing = Không tìm thấy camera. Hãy gửi ảnh thẻ chụp bằng máy khác hoặc tự nhập; với khuôn mặt, sau này cũng có thể gửi ảnh.
app-device-crypto = Chỗ lưu khóa
app-device-crypto-missing = Trình duyệt này không lưu được khóa. Bạn vẫn đăng ký được; khi kích hoạt sẽ dùng cookie thay thế. Nên dùng trình duyệt mới hơn.

## Không có mạng

app-offline-title = Bạn đang ngoại tuyến
app-offline-lede = Không có kết nối internet. Thông tin đã gửi vẫn được giữ: trước khi đăng ký xong thì ở trình duyệt của bạn, sau đó ở hệ thống.
app-offline-again = Thử lại
