### Đăng ký: những gì được chọn, được khai và được đồng ý.

login-mixed-scripts = Hãy viết tên đăng nhập bằng một bảng chữ cái: chữ của các bảng khác nhau dễ bị nhầm với nhau
login-looks-alike = Các chữ này trông giống chữ của bảng chữ cái khác. Hãy thêm một chữ chỉ có trong bảng chữ cái của bạn, hoặc viết bằng chữ Latinh
login-reserved = Tên này có thể bị hiểu là của cơ quan nhà nước. Hãy chọn tên khác
login-taken-free = Tên đăng nhập này đã có người dùng. Hiện còn trống: { $names }
