### What every page has: sites’ names, the layout, forms and lists.

site-name-vneid = Định danh điện tử VNeID
site-name-id-dvcqg = Tài khoản Dịch vụ công quốc gia
site-name-dvcqg = Cổng Dịch vụ công quốc gia
site-name-haiduong = Một cửa Hải Dương
site-name-haiphong = Một cửa Hải Phòng
site-name-esia = Tài khoản Gosuslugi
site-name-school = Thành phố trực tuyến. Giáo dục
site-name-id-shandong = Xác thực thống nhất Sơn Đông
site-name-shandong = Dịch vụ hành chính Sơn Đông
site-name-outside = Bên ngoài
site-name-plain = Một cửa

layout-title = { $page } – { $site }
layout-title-error = Lỗi: { $page } – { $site }
layout-skip = Đến nội dung chính
layout-back = Quay lại
layout-breadcrumb = Vị trí của trang
layout-language = Ngôn ngữ
layout-navigation = Mục chính
layout-signed-in = Đang đăng nhập:
layout-account = Tài khoản của tôi
layout-sign-out = Đăng xuất
layout-demonstration = Trang trình diễn, không phải của cơ quan nhà nước. Đừng nhập dữ liệu thật.
layout-footer = Chạy bằng phần mềm tự do Onedoor.
layout-footer-demonstration = Trang trình diễn của Onedoor. Mọi người và hồ sơ ở đây đều do chúng tôi đặt ra.

help-title = Bộ phận hỗ trợ

form-problems = Có chỗ cần sửa
form-optional = (không bắt buộc)
form-password-show = Hiện
form-password-hide = Ẩn
form-number-show = Hiện đầy đủ
form-step = Bước { $step } trên { $of }



device-both = { $browser } trên { $system }
device-unknown = Trình duyệt không rõ

phone-hint-vn = Ví dụ: 0912 345 678
phone-hint-cn = Ví dụ: 138 0013 8000
phone-hint-ru = Ví dụ: 8 912 345-67-89
phone-malformed-vn = Hãy nhập số di động, ví dụ 0912 345 678
phone-malformed-cn = Hãy nhập số di động, ví dụ 138 0013 8000
phone-malformed-ru = Hãy nhập số di động, ví dụ 8 912 345-67-89
