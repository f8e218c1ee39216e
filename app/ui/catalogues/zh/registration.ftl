### 注册：选择的、声明的和同意的内容。

login-mixed-scripts = 用户名请只使用一种字母：不同的字母看起来可能相同
login-looks-alike = 这些字母与另一种字母相同。请加上一个只有您的文字才有的字母，或改用拉丁字母
login-reserved = 这个名称容易被误认为机关名称，请换一个
login-taken-free = 该用户名已被使用。目前可用：{ $names }
