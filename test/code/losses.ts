/** Functions whose emitted code is run against differences of their emitted values: every function of the language, and everyday losses. */
export const declarations = `
A, B, C : matrix(n, n)
G, H : matrix(m, n)
K : matrix(n, k)
x, y, z : vector(n)
u, v : vector(m)
p : positive vector(n)
s, t : scalar
r : positive scalar
P, Q : posdef(n)
S : symmetric matrix(n, n)
L : lower matrix(n, n)
D : invertible matrix(n, n)
a3, b3, c3 : vector(3)
w : vector(m*n)
lambda, np, I, e, T_0, function, torch, jnp, linalg, residual : vector(n)
end, f, g, h : scalar
`;

/** One query a line; the text before `|` names what is looked at. */
export const functions = `
exp             | gradient sum(exp(x).*y) wrt x
expm1           | gradient sum(expm1(x).*y) wrt x
log             | gradient sum(log(p).*y) wrt p
log1p           | gradient sum(log1p(p).*y) wrt p
sqrt            | gradient sum(sqrt(p).*y) wrt p
abs             | gradient sum(abs(x).*y) wrt x
trigonometric   | gradient sum(sin(x).*cos(y).*tan(x/4)) wrt x
inverse         | gradient sum(atan(x) + asin(x/9) + acos(x/9)) wrt x
hyperbolic      | gradient sum(sinh(x) + cosh(x).*tanh(x)) wrt x
atan2           | gradient sum(atan2(x, p).*y) wrt x
sigmoid         | gradient sum(sigmoid(x).*y) wrt x
softplus        | gradient sum(softplus(x).*y) wrt x
relu            | gradient sum(relu(x).*y) wrt x
leakyrelu       | gradient sum(leakyrelu(x).*y) wrt x
elu             | gradient sum(elu(x).*y) wrt x
gelu            | gradient sum(gelu(x).*y) wrt x
silu            | gradient sum(silu(x).*y) wrt x
erf             | gradient sum(erf(x).*y) wrt x
max entry       | gradient max(x)^2 wrt x
max of two      | gradient sum(max(x, y).*z) wrt x
min of two      | gradient sum(min(x, y).*z) wrt x
norminf         | gradient norminf(x) wrt x
softmax         | gradient softmax(x)'*y wrt x
logsoftmax      | gradient logsoftmax(x)'*y wrt x
logsumexp       | gradient logsumexp(A*x) wrt x
rowsoftmax      | gradient sum(rowsoftmax(G).*H) wrt G
rowlogsumexp    | gradient u'*rowlogsumexp(G) wrt G
rownorm         | gradient u'*rownorm(G) wrt G
prod            | gradient prod(p) wrt p
powers          | gradient sum(p.^(3/2) + x.^3 - y.^2.*p.^(-1/2)) wrt p
symbolic power  | gradient sum(p.^t) wrt p
exponent        | gradient sum(p.^t) wrt t
array exponent  | gradient sum(p.^x) wrt x
norm            | gradient norm2(A*x - y) wrt x
norm cubed      | gradient norm2(x)^3 wrt x
norm1           | gradient norm1(A*x) wrt x
normF           | gradient normF(A*B - C) wrt A
mean            | gradient mean(G.*H) wrt G
broadcasting    | gradient sum(exp(G - u*ones(n)' + ones(m)*x')) wrt x
det             | gradient det(D) wrt D
logdet          | gradient logdet(D) wrt D
logdet posdef   | gradient logdet(P + r*eye(n)) wrt r
adj             | gradient tr(adj(D)*B) wrt D
inverse solve   | gradient x'*inv(D)*y wrt D
inverse form    | gradient tr(inv(D)*B) wrt D
left division   | gradient sum((D\\x).*y) wrt x
right division  | gradient tr(B/D) wrt D
triangular      | gradient x'*inv(L)*y wrt x
posdef form     | gradient x'*inv(P)*x wrt x
posdef both     | gradient x'*inv(P)*x + logdet(P) wrt P unstructured
pinv            | gradient tr(pinv(K)*K.*eye(k)) + tr(pinv(K)*B*pinv(K)') wrt K
matrix powers   | gradient tr(A^3*B) wrt A
power of the size | gradient y'*A^n*z wrt A
negative power  | gradient tr(inv(D)^2*B) wrt D
kron            | gradient sum(kron(A, G)) + normF(kron(A, G))^2 wrt G
kron quadratic  | gradient vec(G)'*kron(A, eye(m))*vec(G) wrt G
kron by vector  | gradient w'*kron(P, eye(m))*w wrt w
vec             | gradient vec(G)'*vec(H) wrt G
unvec           | gradient u'*unvec(w, m, n)*x wrt w
comm            | gradient w'*comm(m, n)'*comm(m, n)*w wrt w
diag            | gradient tr(A*diag(x)*B) wrt x
diagonal        | gradient sum(diagonal(A*B).*x) wrt A
tril            | gradient normF(tril(A))^2 + tr(triu(A)*B) wrt A
symmetric part  | gradient normF(sym(A))^2 + tr(skew(A)*B) wrt A
hcat            | gradient normF(hcat(G, H))^2 wrt G
vcat            | gradient normF(vcat(A, G)*K)^2 wrt G
vcat vectors    | gradient norm2(vcat(u, x))^2 wrt x
blkdiag         | gradient normF(blkdiag(A, G))^2 wrt G
cross           | gradient cross(a3, b3)'*c3 wrt a3
nuc             | gradient nuc(K) wrt K
spec            | gradient spec(G) wrt G
eigmax          | gradient eigmax(S) wrt S unstructured
eigmin          | gradient eigmin(S) wrt S unstructured
expm            | gradient tr(expm(A/4)*B) wrt A
logm            | gradient tr(logm(P)*B) wrt P unstructured
sqrtm           | gradient tr(sqrtm(P)*B) wrt P unstructured
sinm            | gradient tr(sinm(A)*B) wrt A
cosm            | gradient tr(cosm(A)) wrt A
chol            | gradient tr(chol(P)*B) wrt P
trace products  | gradient tr(A'*B*A*C) wrt A
long chain      | gradient u'*G*A*K*K'*x wrt x
rank one        | gradient norm2((x*x' - y*y')*z)^2 wrt x
sum applied     | gradient norm2((A + A' + 2*eye(n))*x)^2 wrt x
entries         | gradient x[1]^2*x[n] + norm2(G[2, :])^2 wrt x
row of a matrix | gradient norm2(G[2, :]*A)^2 wrt G
names           | gradient lambda'*np + sum(exp(I.*e)) + end*T_0'*lambda + norm2(A*lambda - residual)^2 + f*g*h*function'*(torch + jnp + linalg) wrt lambda
dimensions      | gradient n*norm2(x)^2/m + m*n wrt x
`;

export interface Query { readonly name: string; readonly text: string }
export const queriesOf = (table: string): readonly Query[] => table.trim().split('\n').map((line) => { const at = line.indexOf('|'); return { name: line.slice(0, at).trim(), text: line.slice(at + 1).trim() }; });
