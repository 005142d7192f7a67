# mcalc: X : matrix(n, d); w : vector(d); y : vector(n)
#   f = norm2(X*w - y)^2
#   gradient f wrt w
#   check gradient f wrt w == (X*w - y)'*X
