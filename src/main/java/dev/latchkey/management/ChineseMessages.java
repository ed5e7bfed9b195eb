package dev.latchkey.management;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/// The refusals of the management API in Simplified Chinese, by code.
final class ChineseMessages {
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            entry(
                    "application.device_flow_not_changeable",
                    "是否使用设备授权流程在创建应用时确定，请在请求中原样带上 customClientMetadata.isDeviceFlow。"),
            entry("application.device_flow_native_only", "只有原生应用可以使用设备授权流程。"),
            entry("application.invalid_third_party_application_type", "只有供用户登录的应用可以设为第三方应用。"),
            entry("application.protected_app_metadata_is_required", "受保护的应用必须填写 protectedAppMetadata。"),
            entry("application.saml.use_saml_app_api", "SAML 应用不能通过此接口创建。"),
            entry("application.secret_name_exists", "该应用已有同名的密钥。"),
            entry("application.too_many_secrets", "该应用的密钥数量已达上限。"),
            entry("auth.authorization_header_missing", "缺少 Authorization 请求头。"),
            entry("auth.authorization_token_type_not_supported", "只支持 Bearer 与 DPoP 类型的令牌。"),
            entry("auth.forbidden", "该令牌没有管理接口的权限。"),
            entry("auth.unauthorized", "该令牌对管理接口无效。"),
            entry("connector.cannot_overwrite_metadata_for_non_standard_connector", "此连接器的元数据不能修改。"),
            entry("connector.can_not_modify_target", "目标不能更改：已有身份与其关联。"),
            entry("connector.general", "第三方平台返回了错误。"),
            entry("connector.invalid_config", "连接器配置无效。"),
            entry("connector.invalid_response", "第三方平台的响应无法识别。"),
            entry("connector.misconfigured", "第三方平台不接受此配置，请检查连接器设置。"),
            entry("connector.multiple_instances_not_supported", "此类连接器只能添加一个，且已存在。"),
            entry("connector.multiple_target_with_same_platform", "该平台上已有相同目标的连接器。"),
            entry("connector.not_found_with_connector_id", "没有该编号的连接器类型。"),
            entry("connector.should_specify_target", "此类连接器必须指定目标（target）。"),
            entry("connector.social_auth_code_invalid", "授权码无效或已过期。"),
            entry("connector.social_invalid_access_token", "第三方平台的访问令牌无效。"),
            entry("connector.temporarily_unavailable", "第三方平台暂时无法访问，请稍后再试。"),
            entry("connector.token_storage_not_supported", "此连接器不支持保存第三方令牌。"),
            entry("entity.create_failed", "无法保存该条目。"),
            entry("entity.not_found", "找不到该条目。"),
            entry("entity.relation_foreign_key_not_found", "引用的条目不存在。"),
            entry("entity.unique_integrity_violation", "该条目已存在。"),
            entry("guard.invalid_input", "请求内容无效。"),
            entry("guard.invalid_pagination", "page 与 page_size 必须为正整数，且 page_size 不得超过上限。"),
            entry("oidc.key_not_found", "找不到该签名密钥。"),
            entry("oidc.key_required", "该密钥正在用于签名，请先轮换密钥，再删除旧密钥。"),
            entry("password.rejected", "密码不符合要求。"),
            entry("request.invalid_input", "请求参数相互矛盾或无法处理。"),
            entry("request.method_not_allowed", "该地址不支持此请求方法。"),
            entry("request.not_acceptable", "响应格式只能是 application/json。"),
            entry("request.too_large", "请求内容过大。"),
            entry("request.too_many_requests", "请求过多，请稍后再试。"),
            entry("request.unsupported_media_type", "请求体必须是 application/json。"),
            entry("resource.resource_identifier_in_use", "该 API 标识符已被使用。"),
            entry("session.invalid_connector_id", "没有使用该编号的连接器。"),
            entry("session.invalid_credentials", "密码错误。"),
            entry("session.too_many_attempts", "尝试次数过多，请稍后再试。"),
            entry("session.verification_failed", "验证未完成、不匹配或已被使用。"),
            entry("session.verification_session_not_found", "没有该验证，或已被使用。"),
            entry("sign_in_experiences.at_least_one_authentication_factor", "登录方式需要密码或验证码。"),
            entry("sign_in_experiences.code_sign_in_must_be_enabled", "没有密码的账号需要启用验证码登录。"),
            entry("sign_in_experiences.duplicated_sign_up_identifiers", "注册标识重复。"),
            entry("sign_in_experiences.enabled_connector_not_found", "没有可用于发送验证码的连接器。"),
            entry("sign_in_experiences.missing_sign_up_identifiers", "附加标识之前须先设置主要标识。"),
            entry("sign_in_experiences.not_supported", "尚不提供该登录设置。"),
            entry("sign_in_experiences.passwordless_requires_verify", "邮箱或手机号必须经过验证。"),
            entry("user.email_already_in_use", "该邮箱已被使用。"),
            entry("user.identity_already_in_use", "该第三方身份已属于其他用户。"),
            entry("user.identity_exists", "该账号在此目标上已有其他身份。"),
            entry("user.identity_not_exist", "该用户没有此第三方身份。"),
            entry("user.identity_not_splittable", "该身份并非近期关联而来，无法拆分。"),
            entry("user.last_sign_in_method", "这是该用户目前唯一的登录方式。"),
            entry("user.password_algorithm_required", "提供密码摘要时必须填写 passwordAlgorithm。"),
            entry("user.password_and_digest", "密码与密码摘要只能提供其一。"),
            entry("user.phone_already_in_use", "该手机号已被使用。"),
            entry("user.username_already_in_use", "该用户名已被使用。"));

    private ChineseMessages() {}

    static Optional<String> of(String code) {
        return Optional.ofNullable(code).map(BY_CODE::get);
    }
}
