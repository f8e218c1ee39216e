### The street map and the inbox.

street-nav = Sơ đồ các trang
street-title = Sơ đồ các trang
street-lede = Tất cả các trang của thế giới nhỏ này và những người mà bạn có thể đóng vai. Mọi thứ ở đây đều là hư cấu.
street-portals = Nơi người dân làm thủ tục
street-identities = Nơi người dân chứng minh mình là ai
street-people = Những người bạn có thể đóng vai
street-people-lede = Mỗi người minh hoạ một tình huống. Hoặc hãy là chính bạn: đăng ký bằng một số di động bất kỳ; mã xác nhận sẽ đến hộp thư.
street-phone = Số di động
street-email = Địa chỉ thư điện tử
street-number = Số định danh cá nhân
street-login = Tên đăng nhập
street-password = Mật khẩu
street-totp = Khóa của ứng dụng tạo mã
street-programs = Dành cho chương trình
street-programs-text = Cũng các trang, người và tin nhắn đó, dưới dạng JSON:
street-about-dvcqg = Cổng quốc gia: thủ tục của cả nước. Đăng nhập bằng tài khoản của Cổng hoặc bằng VNeID.
street-about-haiduong = Một cửa của một tỉnh, còn giữ các tài khoản riêng có từ trước tài khoản quốc gia.
street-about-school = Hệ thống thông tin của các trường học. Giáo viên và phụ huynh có tài khoản ở đó và có thể liên kết tài khoản Gosuslugi.
street-about-vneid = Định danh điện tử của Việt Nam.
street-about-id-dvcqg = Tài khoản của Cổng Dịch vụ công quốc gia Việt Nam.
street-about-esia = Tài khoản của cổng Gosuslugi, Liên bang Nga.
street-about-id-shandong = Đăng nhập thống nhất của tỉnh Sơn Đông: tên đăng nhập, số điện thoại hoặc số giấy tờ, mật khẩu và mã xác nhận.

inbox-nav = Hộp thư
inbox-title = Hộp thư
inbox-lede = Các tin nhắn và thư mà những trang này đã gửi. Trong thực tế chúng nằm trên điện thoại và trong hộp thư của người nhận.
inbox-refresh = Xem lại
inbox-refresh-keep = Tự xem lại sau vài giây
inbox-refresh-stop = Thôi tự xem lại
inbox-empty-title = Chưa có tin nhắn nào
inbox-empty-text = Khi một trang gửi mã đến điện thoại hay hộp thư của ai đó, tin sẽ hiện ở đây.
inbox-to = Gửi đến { $number }

### The population register.

census-nav = CSDL dân cư
census-title = Cơ sở dữ liệu quốc gia về dân cư
census-lede = Các trang tra cứu người dân ở đây, qua kết nối có chứng thư của cả hai phía. Mọi người trong này đều là hư cấu.
census-people = Những người có trong cơ sở dữ liệu
census-name = Họ và tên
census-number = Số định danh cá nhân
census-born = Ngày sinh
census-standing = Tình trạng
census-residence = Nơi ở
census-former = Họ tên trước đây
census-former-hint = Nếu có nhiều, cách nhau bằng dấu chấm phẩy.
census-born-hint = Ví dụ 15.4.1988; chỉ ghi 1988 nếu chỉ biết năm.
census-name-problem = Hãy ghi họ và tên.
census-born-problem = Hãy ghi ngày sinh như 15.4.1988, hoặc chỉ ghi năm.
census-standing-living = Còn sống
census-standing-deceased = Đã mất
census-standing-cancelled = Số đã bị hủy
census-mood-title = Cơ sở dữ liệu trả lời thế nào
census-mood = Cách trả lời
census-mood-button = Áp dụng
census-mood-well = Bình thường
census-mood-slow = Quá chậm
census-mood-off = Không trả lời
census-mood-busy = Bận: đề nghị hỏi lại sau nửa phút
census-mood-contradictory = Tự mâu thuẫn: một số, hai người
census-person-title = Sửa dữ liệu của một người
census-person-lede = Như công an phường sửa: lần tra cứu sau sẽ thấy dữ liệu mới.
census-portrait = Ảnh trong cơ sở dữ liệu: hình vẽ, không phải người thật
census-portrait-none = Cơ sở dữ liệu không có ảnh của người này.
census-person-save = Lưu vào cơ sở dữ liệu

### The sample people: what can be tried as each of them.

sample-lan = Có tài khoản quốc gia, chưa có tài khoản ở Hải Dương. Hãy đăng nhập Hải Dương bằng tài khoản Cổng DVC quốc gia: tài khoản ở đó được tạo và liên kết.
sample-hung = Có tài khoản quốc gia và một tài khoản cũ ở Hải Dương ghi số định danh cá nhân của ông nhưng chưa ai xác minh. Hãy vào bằng tài khoản quốc gia rồi liên kết tài khoản cũ; mật khẩu cũ vẫn dùng được.
sample-hanh = Cán bộ quản trị cổng Hải Dương: tài khoản quốc gia đưa thẳng vào. Ở trang tài khoản có mục quản trị: số liệu liên kết và tệp tài khoản chuẩn bị sẵn (cần mã SMS).
sample-mai = Đã liên kết với Hải Dương: tài khoản quốc gia đưa thẳng vào. Bà còn một tài khoản thứ hai ở đó cho cửa hàng; hãy thử liên kết cả tài khoản này.
sample-tuan = Có tài khoản quốc gia. Ở Hải Dương có người từng lập tài khoản ghi số định danh cá nhân của ông, nên ông được hỏi trước. Hãy thử tên đăng nhập và mật khẩu của bà Mai (maipt): tài khoản đó là của người khác. Hoặc trả lời là chưa có: tài khoản mới được tạo.
sample-khai = Có VNeID mức độ 2. Hãy dùng VNeID để đăng nhập Cổng Dịch vụ công quốc gia.
sample-phuong = Có VNeID và ứng dụng tạo mã. Hãy nhập khóa vào ứng dụng của bạn, đăng nhập VNeID bằng bước thứ hai rồi xem trung tâm bảo mật. Hoặc quên mật khẩu của cô: mã đến điện thoại, và thư đến hộp thư tại đây.
sample-zhaomin = Là cán bộ của trang định danh Sơn Đông: tìm người và phê duyệt. Đăng nhập id.shandong.localhost bằng bước thứ hai rồi mở /console; tìm 李娜 và đề nghị khóa tài khoản.
sample-qianwei = Cũng là cán bộ: giám sát, phê duyệt và vận hành. Hãy phê duyệt trong trình duyệt khác điều Triệu Mẫn đã đề nghị.
sample-nga = Là cán bộ của VNeID: xét hồ sơ đăng ký mức độ 1. Hãy đăng ký cho một người tại vneid.localhost/app, rồi đăng nhập ở đây bằng bước thứ hai và mở /console/applications.
sample-loc = Cũng xét hồ sơ: khi dữ liệu dân cư khác với lời khai thì cần cán bộ thứ hai. Hãy xác nhận trong trình duyệt khác điều chị Đỗ Thị Nga đã duyệt.
sample-wangfang = Sống ở Việt Nam, không có số định danh cá nhân của Việt Nam, viết tên bằng chữ Hán. Mọi việc đều làm được bằng số di động.
sample-lina = Có tài khoản ở hệ thống đăng nhập thống nhất Sơn Đông. Hãy đăng nhập bằng tên đăng nhập, số điện thoại hoặc số giấy tờ tùy thân.
sample-ivanova = Giáo viên có tài khoản ở trường nhưng chưa liên kết. Hãy đăng nhập hệ thống trường học qua Gosuslugi rồi nhập tên đăng nhập và mật khẩu của trường.
sample-petrov = Phụ huynh có tài khoản ở trường nhưng chưa liên kết. Hãy thử nhập sai mật khẩu của trường trước, hoặc hủy giữa chừng.
sample-smirnova = Giáo viên có tài khoản ở trường đã liên kết: Gosuslugi đưa thẳng vào. Là phụ huynh, bà còn một tài khoản ở trường khác.
sample-kuznetsov = Có Gosuslugi, không có tài khoản ở trường. Hãy thử tên đăng nhập và mật khẩu của bà Olga (smirnova.ov, trường № 1): tài khoản đó là của người khác.
sample-thao = Có tài khoản ở Cổng quốc gia với một hồ sơ, chưa ghi số định danh cá nhân; cơ sở dữ liệu dân cư có số của cô. Hãy đăng nhập Cổng Dịch vụ công quốc gia bằng tài khoản của Cổng.
sample-thao-vneid = Cũng là cô Thảo, với VNeID mức độ 1. Hãy đăng nhập Cổng Dịch vụ công quốc gia bằng VNeID, trước và sau khi tài khoản cũ có số.
sample-binh = Cán bộ quản trị Cổng quốc gia, tài khoản chưa ghi số định danh cá nhân; cơ sở dữ liệu dân cư có số của ông.
sample-binh-vneid = Cũng là ông Bình, với VNeID mức độ 2.

### The help desks of the demo world.

demo-help = Hằng ngày, { $hours } giờ. Hãy cho biết tên đăng nhập, đừng cho biết mật khẩu.
